import * as v from 'valibot'
import { labelOf } from '../domain/label'
import { parseOtp, type OtpProblem } from '../domain/otp-parameters'
import { parseOtpauthUri } from '../domain/otpauth-uri'
import type { AccountDraft, Label, Otp } from '../domain/account'
import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { secretOfBytes } from '../domain/secret'
import { cleanLabel, cleanNotes, cleanTags } from '../domain/text'
import type { Row, RowProblem } from './outcome'

/** An account as most files write it. What is absent gets the default of an `otpauth://` URI. */
export interface AccountFields {
  /** `totp`, `hotp`, `steam`; any case. */
  readonly type: string
  readonly issuer: string
  readonly name: string
  /** Base32, or the key itself. */
  readonly secret: string | Bytes
  readonly algorithm?: string | null | undefined
  readonly digits?: Numeric
  /** Seconds. */
  readonly period?: Numeric
  readonly counter?: Numeric
}

type Numeric = number | string | null | undefined

/** What apps keep beside an account. */
export interface Extras {
  readonly name?: string
  readonly note?: string
  readonly tags?: readonly string[]
  readonly pinned?: boolean
}

/** What makes an account: left out or `null` perhaps, but never of another type. */
export const text = v.nullish(v.string(), '')
export const numeric = v.nullish(v.union([v.number(), v.string()]))

/** What stands beside it: of another type it is left out, and the account kept. */
export const aside = v.fallback(text, '')
export const flag = v.fallback(v.nullish(v.boolean(), false), false)
export const texts = v.fallback(v.nullish(v.array(v.string()), []), [])
export const items = v.fallback(v.nullish(v.array(v.unknown()), []), [])

export function accountRow(row: number, fields: AccountFields, extras: Extras = {}): Row {
  const label = labelOf(fields.issuer, fields.name)
  const otp = otpOf(fields)
  return otp.ok ? importedRow({ label, otp: otp.value }, extras) : refusedRow(row, label, otp.error)
}

function otpOf({ type, secret, algorithm, digits, period, counter }: AccountFields): Result<Otp, OtpProblem> {
  const base32 = typeof secret === 'string' ? ok(secret) : secretOfBytes(secret)
  if (!base32.ok) return base32
  const texts = { secret: base32.value, algorithm, digits, period, counter }
  const given = Object.entries(texts).filter(([, value]) => value !== undefined && value !== null)
  return parseOtp(type, new Map(given.map(([name, value]) => [name, String(value)])))
}

/** Characters. A label of 256 four-byte characters, percent-encoded, three times over. */
const LONGEST_URI = 16_384

/** A row that is an `otpauth://` URI. `beside` is what the file says of it where the URI says nothing. */
export function uriRow(row: number, uri: string, extras: Extras = {}, beside: Partial<Label> = {}): Row {
  const parsed = parseOtpauthUri(uri, LONGEST_URI)
  if (!parsed.ok) return refusedRow(row, { user: nameInUri(uri), ...beside }, parsed.error)
  const { label, otp } = parsed.value
  return importedRow({ label: completed(label, beside), otp }, extras)
}

function completed(label: Label, { issuer = '', user = '' }: Partial<Label>): Label {
  if (label.issuer !== '' && label.user !== '') return label
  const filled = labelOf(label.issuer || issuer, label.user || user)
  return { ...filled, organisation: label.organisation || filled.organisation }
}

/** The label's text in a URI that is refused. `steam://` has its secret in that place. */
function nameInUri(uri: string): string {
  const path = /^\s*(?:otpauth:\/\/[^/?#]*\/|motp:\/\/)([^?#]*)/i.exec(uri.slice(0, LONGEST_URI))?.[1] ?? ''
  try {
    return decodeURIComponent(path)
  } catch (cause) {
    if (cause instanceof URIError) return path
    throw cause
  }
}

function importedRow(draft: AccountDraft, extras: Extras): Row {
  const { issuer, user } = draft.label
  const name = cleanLabel(extras.name ?? '')
  return ok({
    draft,
    name: [issuer, user].includes(name) ? '' : name,
    note: cleanNotes(extras.note ?? ''),
    tags: cleanTags(extras.tags ?? []),
    pinned: extras.pinned ?? false,
  })
}

export function refusedRow(row: number, named: Partial<Label>, reason: RowProblem): Row {
  const name = [named.issuer, named.organisation, named.user].filter(Boolean).join(': ')
  return err({ row, name: cleanLabel(name), reason })
}

/** More than this is refused, and not read to its end. */
export const MAXIMUM_ACCOUNTS = 10_000

/**
 * The rows of a list. An item that has not the form of `schema` is refused by the name it seems to have; one for
 * which `toRow` gives no row is none of our business. `place` sorts them as the other app does.
 */
export function rowsOf<T>(
  items: Iterable<unknown>,
  schema: v.GenericSchema<unknown, T>,
  toRow: (item: T, row: number) => Row | readonly Row[],
  place: (item: T) => Numeric = () => undefined,
): readonly Row[] {
  const placed: { readonly place: number; readonly row: Row }[] = []
  let number = 0
  for (const item of items) {
    number += 1
    const decoded = v.safeParse(schema, item)
    const rows = decoded.success ? [toRow(decoded.output, number)].flat() : [malformedRow(number, item)]
    const at = decoded.success ? placeOf(place(decoded.output)) : LAST
    placed.push(...rows.map((row) => ({ place: at, row })))
    if (placed.length > MAXIMUM_ACCOUNTS) break
  }
  return placed.toSorted((a, b) => a.place - b.place).map(({ row }) => row)
}

const LAST = Number.MAX_SAFE_INTEGER

function placeOf(place: Numeric): number {
  const number = Number(place ?? LAST)
  return Number.isSafeInteger(number) ? number : LAST
}

/** Where the formats keep what a person would know an account by. */
const NAMES = ['issuer', 'issuerName', 'Issuer', 'name', 'account', 'label', 'userName', 'Username', 'title']

function malformedRow(row: number, item: unknown): Row {
  const decoded = v.safeParse(v.looseObject({}), item)
  const values: Record<string, unknown> = decoded.success ? decoded.output : {}
  const names = NAMES.map((key) => (Object.hasOwn(values, key) ? values[key] : undefined))
  const texts = names.filter((name) => typeof name === 'string')
  return refusedRow(row, { user: texts.join(': ') }, 'malformed')
}
