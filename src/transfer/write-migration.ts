import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { AccountDraft, Label, Otp } from '../domain/account'
import { encodeBase64, type Bytes } from '../domain/base64'
import { nameOf } from '../domain/label'
import { secretBytes } from '../domain/secret'
import { ACCOUNT, ALGORITHM_NUMBERS, DIGITS_NUMBERS, PAYLOAD, TYPE_NUMBERS } from './migration-payload'

/** What Google Authenticator has no place for. */
export type LeftReason = 'steam' | 'period' | 'digits' | 'label-too-long'

export interface MigrationPictures {
  /** The texts of the QR codes, in the order they are to be scanned in. */
  readonly texts: readonly string[]
  /** The accounts that are in none of them, and why. */
  readonly left: readonly { readonly draft: AccountDraft; readonly reason: LeftReason }[]
}

/** As many as Google's own app puts into one picture. */
const ACCOUNTS_A_PICTURE = 10
/** Bytes. Above about 1,300 a symbol gets too fine for a phone's camera to read off a screen. */
const BYTES_A_PICTURE = 960

/** Google Authenticator's export. `batch` is any number that other exports do not have. */
export function writeMigration(drafts: readonly AccountDraft[], batch: number): MigrationPictures {
  const planned = drafts.map((draft) => ({ draft, reason: leftReasonOf(draft), bytes: encodeAccount(draft) }))
  const left = planned.flatMap(({ draft, reason }) => (reason === undefined ? [] : [{ draft, reason }]))
  const pictures = pack(planned.filter(({ reason }) => reason === undefined).map(({ bytes }) => bytes))
  const texts = pictures.map((accounts, part) => textOf(accounts, part, pictures.length, batch | 0))
  return { texts, left }
}

function leftReasonOf(draft: AccountDraft): LeftReason | undefined {
  const { otp } = draft
  if (otp.type === 'steam') return 'steam'
  // There is no field for a period.
  if (otp.type === 'totp' && otp.period !== 30) return 'period'
  if (DIGITS_NUMBERS.lastIndexOf(otp.digits) < 0) return 'digits'
  return encodeAccount(draft).length > BYTES_A_PICTURE ? 'label-too-long' : undefined
}

/** Pictures that are neither too full nor too fine. */
function pack(accounts: readonly Bytes[]): readonly (readonly Bytes[])[] {
  const pictures: Bytes[][] = []
  let room = 0
  for (const account of accounts) {
    const picture = pictures.at(-1)
    room -= account.length
    if (picture && room >= 0 && picture.length < ACCOUNTS_A_PICTURE) picture.push(account)
    else {
      pictures.push([account])
      room = BYTES_A_PICTURE - account.length
    }
  }
  return pictures
}

function textOf(accounts: readonly Bytes[], part: number, parts: number, batch: number): string {
  const writer = new BinaryWriter()
  for (const account of accounts) writer.tag(PAYLOAD.account, WireType.LengthDelimited).bytes(account)
  writer.tag(PAYLOAD.version, WireType.Varint).int32(1)
  writer.tag(PAYLOAD.parts, WireType.Varint).int32(parts)
  writer.tag(PAYLOAD.part, WireType.Varint).int32(part)
  writer.tag(PAYLOAD.batch, WireType.Varint).int32(batch)
  return `otpauth-migration://offline?data=${encodeURIComponent(encodeBase64(writer.finish()))}`
}

function encodeAccount({ label, otp }: AccountDraft): Bytes {
  const writer = new BinaryWriter()
  writer.tag(ACCOUNT.secret, WireType.LengthDelimited).bytes(secretBytes(otp.secret))
  writer.tag(ACCOUNT.name, WireType.LengthDelimited).string(migrationName(label))
  writer.tag(ACCOUNT.issuer, WireType.LengthDelimited).string(label.issuer)
  // The last of the same numbers: the first ones mean "not said".
  writer.tag(ACCOUNT.algorithm, WireType.Varint).int32(ALGORITHM_NUMBERS.lastIndexOf(otp.algorithm))
  writer.tag(ACCOUNT.digits, WireType.Varint).int32(DIGITS_NUMBERS.lastIndexOf(otp.digits))
  writer.tag(ACCOUNT.type, WireType.Varint).int32(typeNumber(otp))
  if (otp.type === 'hotp') writer.tag(ACCOUNT.counter, WireType.Varint).int64(otp.counter)
  return writer.finish()
}

const typeNumber = ({ type }: Otp): number => TYPE_NUMBERS.lastIndexOf(type)

/** A name with a colon would be taken for an issuer and a name, where there is no issuer. */
function migrationName(label: Label): string {
  const name = nameOf(label)
  return label.issuer === '' && name.includes(':') ? `:${name}` : name
}
