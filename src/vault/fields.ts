import * as v from 'valibot'
import { decodeBase64, type Bytes } from '../domain/base64'

/** A base64 field of exactly `length` bytes. */
export const base64Of = (length: number) =>
  v.pipe(
    v.string(),
    v.length(Math.ceil(length / 3) * 4),
    v.check((text) => decodeBase64(text)?.length === length),
  )

/** A base64 field of 1 to `maximum` bytes. */
export const base64UpTo = (maximum: number) =>
  v.pipe(
    v.string(),
    v.minLength(4),
    v.maxLength(Math.ceil(maximum / 3) * 4),
    v.check((text) => (decodeBase64(text)?.length ?? Infinity) <= maximum),
  )

export const within = ({ minimum, maximum }: { readonly minimum: number; readonly maximum: number }) =>
  v.pipe(v.number(), v.integer(), v.minValue(minimum), v.maxValue(maximum))

/** Unix time in milliseconds. */
export const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Bytes of a field that a schema has already shown to be base64. */
export function bytesOf(text: string): Bytes {
  const bytes = decodeBase64(text)
  if (bytes === undefined) throw new Error('a field checked as base64 is not')
  return bytes
}
