import type { OtpauthProblem } from '../domain/otpauth-uri'

export type EntryField = 'key' | 'type' | 'algorithm' | 'digits' | 'period' | 'counter'

/**
 * The field of the form that a problem is about. Problems of a whole `otpauth://` text land on the key, the
 * only field where such a text can be pasted.
 */
const FIELD = {
  'secret-empty': 'key',
  'secret-not-base32': 'key',
  'secret-too-long': 'key',
  'not-otpauth': 'key',
  'uri-too-long': 'key',
  'uri-malformed': 'key',
  'parameter-repeated': 'key',
  'type-unsupported': 'type',
  'algorithm-unsupported': 'algorithm',
  'digits-unsupported': 'digits',
  'period-unsupported': 'period',
  'counter-missing': 'counter',
  'counter-unsupported': 'counter',
} as const satisfies Record<OtpauthProblem, EntryField>

export function fieldOf(problem: OtpauthProblem): EntryField {
  return FIELD[problem]
}
