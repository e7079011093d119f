import * as v from 'valibot'
import { ALGORITHMS, DIGITS, PERIOD } from '../domain/account'
import { parseSecret, type Secret } from '../domain/secret'
import { LABEL_LENGTH, MOST_TAGS, NOTES_LENGTH } from '../domain/text'

const text = v.pipe(v.string(), v.maxLength(LABEL_LENGTH * 2))
const within = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

/** Only as `parseSecret` gives it. */
const secret = v.custom<Secret>((value) => {
  if (typeof value !== 'string') return false
  const parsed = parseSecret(value)
  return parsed.ok && parsed.value === value
})
export const notes = v.pipe(v.string(), v.maxLength(NOTES_LENGTH))
export const tags = v.pipe(v.array(text), v.maxLength(MOST_TAGS), v.readonly())
const generator = { secret, algorithm: v.picklist(ALGORITHMS), digits: within(DIGITS) }

const otp = v.variant('type', [
  v.strictObject({ type: v.literal('totp'), ...generator, period: within(PERIOD) }),
  v.strictObject({
    type: v.literal('hotp'),
    ...generator,
    counter: within({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER - 1 }),
  }),
  v.strictObject({
    type: v.literal('steam'),
    secret,
    algorithm: v.literal('SHA1'),
    digits: v.literal(5),
    period: v.literal(30),
  }),
])

/** An account on its way in or out, within the bounds of what is kept. */
export const carried = v.strictObject({
  name: text,
  label: v.strictObject({ issuer: text, organisation: text, user: text }),
  otp,
  notes: v.exactOptional(notes),
  tags: v.exactOptional(tags),
  pinned: v.exactOptional(v.boolean()),
})
