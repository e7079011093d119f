import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { decodeBase64, type Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import type { Row } from './outcome'
import { accountRow } from './rows'

/** One picture's worth of Google Authenticator's export. */
export interface MigrationPart {
  /** From 1 to `parts`. */
  readonly part: number
  readonly parts: number
  /** The same number in all parts of one export. */
  readonly batch: number
  readonly rows: readonly Row[]
}

export type MigrationProblem =
  | 'not-migration'
  | 'too-long'
  /** It is cut off or damaged: a length points past its end. */
  | 'damaged'
  | 'too-many-accounts'

export const MIGRATION_BOUNDS = { bytes: 65_536, accounts: 200, parts: 10_000 } as const

/** The numbers of the fields and of Google's enumerations, as its writer and reader need them. */
export const PAYLOAD = { account: 1, version: 2, parts: 3, part: 4, batch: 5 } as const
export const ACCOUNT = {
  secret: 1,
  name: 2,
  issuer: 3,
  algorithm: 4,
  digits: 5,
  type: 6,
  counter: 7,
} as const
export const ALGORITHM_NUMBERS: readonly string[] = ['SHA1', 'SHA1', 'SHA256', 'SHA512', 'MD5']
export const DIGITS_NUMBERS: readonly number[] = [6, 6, 8]
export const TYPE_NUMBERS: readonly string[] = ['totp', 'hotp', 'totp']

/** Reads the base64 text of a payload. */
export function parseMigration(base64: string): Result<MigrationPart, MigrationProblem> {
  const bytes = decodeBase64(base64)
  if (!bytes) return err('damaged')
  if (bytes.length > MIGRATION_BOUNDS.bytes) return err('too-long')
  const fields = readMessage(bytes)
  if (!fields) return err('damaged')
  const accounts = fields.filter(({ number }) => number === PAYLOAD.account)
  if (accounts.length > MIGRATION_BOUNDS.accounts) return err('too-many-accounts')
  const parts = Math.max(1, Number(lastNumber(fields, PAYLOAD.parts)))
  const part = Number(lastNumber(fields, PAYLOAD.part)) + 1
  if (parts > MIGRATION_BOUNDS.parts || part < 1 || part > parts) return err('damaged')
  const rows = accounts.map(({ value }, at) => readAccount(value, at + 1))
  const whole = rows.filter((row) => row !== undefined)
  if (whole.length === 0 || whole.length < rows.length) return err('damaged')
  return ok({ part, parts, batch: Number(lastNumber(fields, PAYLOAD.batch)), rows: whole })
}

function readAccount(value: Bytes | bigint, row: number): Row | undefined {
  const fields = typeof value === 'bigint' ? undefined : readMessage(value)
  if (!fields) return undefined
  const name = lastText(fields, ACCOUNT.name)
  const issuer = lastText(fields, ACCOUNT.issuer)
  const colon = issuer === '' ? name.indexOf(':') : -1
  return accountRow(row, {
    type: TYPE_NUMBERS[Number(lastNumber(fields, ACCOUNT.type))] ?? 'unknown',
    // Without an issuer its name may stand before the user's, as in an `otpauth://` label.
    issuer: issuer || name.slice(0, Math.max(colon, 0)),
    name: name.slice(colon + 1),
    secret: lastBytes(fields, ACCOUNT.secret),
    algorithm: ALGORITHM_NUMBERS[Number(lastNumber(fields, ACCOUNT.algorithm))] ?? 'unknown',
    digits: DIGITS_NUMBERS[Number(lastNumber(fields, ACCOUNT.digits))] ?? 0,
    counter: String(lastNumber(fields, ACCOUNT.counter)),
  })
}

interface Field {
  readonly number: number
  readonly value: Bytes | bigint
}

/** The fields of a protobuf message, or `undefined` where a length points past its end or a tag is none. */
function readMessage(bytes: Bytes): readonly Field[] | undefined {
  const reader = new BinaryReader(bytes)
  const fields: Field[] = []
  try {
    while (reader.pos < reader.len) {
      const [number, type] = reader.tag()
      if (type === WireType.Varint) fields.push({ number, value: BigInt(reader.int64()) })
      else if (type === WireType.LengthDelimited)
        fields.push({ number, value: Uint8Array.from(reader.bytes()) })
      // Groups nest, and Google's messages have none.
      else if (type === WireType.Bit32 || type === WireType.Bit64) reader.skip(type)
      else return undefined
    }
  } catch (cause) {
    // The library's word for bytes that are no message.
    if (cause instanceof Error) return undefined
    throw cause
  }
  return fields
}

/** The last of a repeated field counts (protobuf's own rule); an absent one is zero or empty. */
function lastNumber(fields: readonly Field[], number: number): bigint {
  const value = fields.findLast((field) => field.number === number)?.value
  return typeof value === 'bigint' ? value : 0n
}

function lastBytes(fields: readonly Field[], number: number): Bytes {
  const value = fields.findLast((field) => field.number === number)?.value
  return value === undefined || typeof value === 'bigint' ? new Uint8Array() : value
}

const lastText = (fields: readonly Field[], number: number): string =>
  new TextDecoder().decode(lastBytes(fields, number))
