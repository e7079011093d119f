import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { aegis } from './aegis'
import { kodeBackup } from './age'
import { andotp } from './andotp'
import { authenticatorExtension } from './authenticator-extension'
import { authenticatorSh } from './authenticator-sh'
import { bitwarden } from './bitwarden'
import { bitwardenCsv } from './bitwarden-csv'
import { cxf } from './cxf'
import { ente } from './ente'
import { freeOtpPlus } from './freeotp-plus'
import { googleMigration } from './google-migration'
import { lastPass } from './lastpass'
import { otpauthText } from './otpauth-text'
import { readRows, refusedFile, type FileProblem, type Format, type Reading } from './outcome'
import { protonAuthenticator } from './proton-authenticator'
import { protonPass } from './proton-pass'
import { raivo } from './raivo'
import type { Opening, Reader } from './reader'
import { MAXIMUM_ACCOUNTS, refusedRow } from './rows'
import { examine, type Source } from './source'
import { stratum } from './stratum'
import { twoFas } from './two-fas'

/**
 * Every format that can be read, the first that recognises a file reads it: what has marks of its own before what
 * is known by little, and last the bytes without any mark.
 */
export const READERS: readonly Reader[] = [
  kodeBackup,
  stratum,
  googleMigration,
  ente,
  otpauthText,
  bitwardenCsv,
  aegis,
  twoFas,
  bitwarden,
  protonAuthenticator,
  protonPass,
  authenticatorSh,
  freeOtpPlus,
  cxf,
  lastPass,
  raivo,
  authenticatorExtension,
  andotp,
]

/** What a file is, by its content and never by its name. */
export function detect(bytes: Bytes): Result<Format, FileProblem> {
  const recognised = recognise(bytes)
  return recognised.ok ? ok(recognised.value.reader.format) : recognised
}

function recognise(bytes: Bytes): Result<{ reader: Reader; source: Source }, FileProblem> {
  const source = examine(bytes)
  if (!source.ok) return source
  const reader = READERS.find((one) => one.recognises(source.value))
  if (reader) return ok({ reader, source: source.value })
  return err(isDuo(source.value.json) ? 'duo' : 'unknown')
}

const isDuo = (json: unknown): boolean =>
  Array.isArray(json) && json.some((item) => Object.hasOwn(Object(item) as object, 'otpGenerator'))

/** What came of a file; the format where one was recognised. */
export type Outcome = Reading & { readonly format?: Format }

/**
 * Reads a file that another app wrote. Whatever is in it, the result is an outcome; an exception is the signal's
 * reason or a bug. Without a password an encrypted file is `password-needed`, at once. Deriving a key from a password
 * may take seconds and up to a gigabyte: run it in a worker, and stop that to cancel.
 */
export async function readFile(bytes: Bytes, opening: Opening = {}): Promise<Outcome> {
  const recognised = recognise(bytes)
  if (!recognised.ok) return refusedFile(recognised.error)
  const { reader, source } = recognised.value
  const reading = withForbidden(await reader.read(source, opening), source.forbidden)
  const tooMany = reading.status === 'read' && reading.rows.length > MAXIMUM_ACCOUNTS
  return { ...(tooMany ? refusedFile('too-many-accounts') : reading), format: reader.format }
}

/** What hung on a forbidden key is refused by number, as it has no name that may be trusted. */
function withForbidden(reading: Reading, forbidden: number): Reading {
  if (reading.status !== 'read' || forbidden === 0) return reading
  const refused = Array.from({ length: Math.min(forbidden, MAXIMUM_ACCOUNTS) }, (_, more) =>
    refusedRow(reading.rows.length + more + 1, {}, 'forbidden-key'),
  )
  return readRows([...reading.rows, ...refused], reading.missing)
}
