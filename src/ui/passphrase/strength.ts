import type { MessageKey } from '../../platform/i18n'

export const STRENGTHS = ['weak', 'fair', 'good', 'strong'] as const
/** How well a passphrase withstands somebody who has copied the vault and tries one after the other. */
export type Strength = (typeof STRENGTHS)[number]

export const STRENGTH_TEXT = {
  weak: 'strengthWeak',
  fair: 'strengthFair',
  good: 'strengthGood',
  strong: 'strengthStrong',
} as const satisfies Record<Strength, MessageKey>
