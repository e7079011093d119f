import { ALGORITHMS, DIGITS, MOST_USES, PERIOD, type Account, type AccountId } from '../domain/account'
import { isSecret } from '../domain/secret'
import { LABEL_LENGTH, MOST_TAGS, NOTES_LENGTH } from '../domain/text'

/*
 * Told by hand and not by a schema, which copies all it reads: a vault of thousands is opened while somebody waits.
 * Each check counts the keys and then asks for every one, so nothing is missing and nothing more is there. A test holds
 * it to a schema that says the same.
 */

/** Exactly an account, every part of it within its bounds. */
export function isAccount(value: unknown): value is Account {
  if (!isObject(value)) return false
  const { id, name, label, otp, offeredAt, addedAt, confirmed, lastUsedStep, beside } = value
  return (
    hasKeys(value, beside === undefined ? 8 : 9) &&
    isAccountId(id) &&
    isText(name) &&
    isLabel(label) &&
    isOtp(otp) &&
    (offeredAt === 'microsoft' || offeredAt === 'nowhere') &&
    isTime(addedAt) &&
    typeof confirmed === 'boolean' &&
    (lastUsedStep === null || isTime(lastUsedStep)) &&
    (beside === undefined || isBeside(beside))
  )
}

export const isAccountId = (value: unknown): value is AccountId =>
  typeof value === 'string' && /^[\w-]{22}$/.test(value)

function isLabel(value: unknown): boolean {
  if (!isObject(value)) return false
  const { issuer, organisation, user } = value
  return hasKeys(value, 3) && isText(issuer) && isText(organisation) && isText(user)
}

function isOtp(value: unknown): boolean {
  if (!isObject(value)) return false
  const { type, secret, algorithm, digits, period, counter } = value
  if (!hasKeys(value, 5) || typeof secret !== 'string' || !isSecret(secret)) return false
  if (type === 'steam') return algorithm === 'SHA1' && digits === 5 && period === 30
  if (!isWithin(digits, DIGITS) || !ALGORITHMS.some((known) => known === algorithm)) return false
  return type === 'totp' ? isWithin(period, PERIOD) : type === 'hotp' && isTime(counter)
}

function isBeside(value: unknown): boolean {
  if (!isObject(value)) return false
  const { notes, tags, pinned, uses } = value
  return (
    hasKeys(value, 4) &&
    isTextUpTo(NOTES_LENGTH, notes) &&
    Array.isArray(tags) &&
    tags.length <= MOST_TAGS &&
    tags.every(isText) &&
    typeof pinned === 'boolean' &&
    isWithin(uses, { minimum: 0, maximum: MOST_USES })
  )
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const hasKeys = (value: object, count: number): boolean => Object.keys(value).length === count

const isTextUpTo = (maximum: number, value: unknown): boolean =>
  typeof value === 'string' && value.length <= maximum

// Code units: a code point may take two.
const isText = (value: unknown): boolean => isTextUpTo(LABEL_LENGTH * 2, value)

/** Unix time in milliseconds, or what else counts up from zero. */
const isTime = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

const isWithin = (value: unknown, { minimum, maximum }: { minimum: number; maximum: number }): boolean =>
  Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
