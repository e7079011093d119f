import { err, type Result } from '../domain/result'
import { parseMigration, type MigrationPart, type MigrationProblem } from './migration-payload'
import { linesOf } from './otpauth-text'
import { readRows, type MissingParts, type Row } from './outcome'
import type { Reader } from './reader'
import { refusedRow } from './rows'

const URI = /^\s*otpauth-migration:\/\/offline\/?\?(?:[^#]*&)?data=([^&#]*)/i

/** Characters. 64 KiB as base64, every character percent-encoded. */
const LONGEST_URI = 300_000

/** The text of one picture of Google Authenticator's export. */
export function readMigration(text: string): Result<MigrationPart, MigrationProblem> {
  if (text.length > LONGEST_URI) return err('too-long')
  const data = URI.exec(text)?.[1]
  if (data === undefined) return err('not-migration')
  const base64 = base64Of(data)
  return base64 === undefined ? err('damaged') : parseMigration(base64)
}

/** Some scanners give the `+` of base64 as a space; some apps write its URL-safe form. */
function base64Of(data: string): string | undefined {
  try {
    return decodeURIComponent(data).replace(/[ -]/g, '+').replaceAll('_', '/')
  } catch (cause) {
    if (cause instanceof URIError) return undefined
    throw cause
  }
}

export interface JoinedMigration {
  readonly rows: readonly Row[]
  readonly missing: readonly MissingParts[]
}

/** Parts in any order, some perhaps twice: the rows in the export's order, and the parts that are not there. */
export function joinMigration(parts: readonly MigrationPart[]): JoinedMigration {
  const batches = [...new Set(parts.map(({ batch }) => batch))]
  const joined = batches.map((batch) =>
    joinBatch(
      batch,
      parts.filter((one) => one.batch === batch),
    ),
  )
  const rows = joined.flatMap((one) => one.rows)
  return { rows: rows.map(renumbered), missing: joined.flatMap(({ missing }) => missing) }
}

function joinBatch(batch: number, parts: readonly MigrationPart[]): JoinedMigration {
  const byNumber = new Map(parts.map((one) => [one.part, one]))
  const of = Math.max(...parts.map((one) => one.parts))
  const absent = Array.from({ length: of }, (_, at) => at + 1).filter((part) => !byNumber.has(part))
  const rows = [...byNumber.values()].toSorted((a, b) => a.part - b.part).flatMap((one) => one.rows)
  return { rows, missing: absent.length > 0 ? [{ batch, parts: absent, of }] : [] }
}

const renumbered = (row: Row, at: number): Row => (row.ok ? row : err({ ...row.error, row: at + 1 }))

/** The texts of several pictures, a line each. */
export const googleMigration: Reader = {
  format: 'google-migration',
  recognises: ({ text }) => text !== undefined && /^\s*otpauth-migration:/i.test(text),
  read({ text = '' }) {
    const read = linesOf(text).map(readMigration)
    const parts = read.flatMap((one) => (one.ok ? [one.value] : []))
    if (parts.length === 0) return { status: 'damaged' }
    const { rows, missing } = joinMigration(parts)
    const unread = Array.from({ length: read.length - parts.length }, (_, more) =>
      refusedRow(rows.length + more + 1, {}, 'malformed'),
    )
    return readRows([...rows, ...unread], missing)
  },
}
