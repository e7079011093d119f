import type { Policy } from '../domain/policy'
import { t } from '../platform/i18n'
import { countOf } from '../ui/count-of'
import { isolate } from '../ui/isolate'

/** What each key of a policy means for the person; nothing where it fixes nothing. */
const SENTENCES = {
  lockAfterIdleMinutes: ({ lockAfterIdleMinutes: minutes }) =>
    minutes === undefined ? [] : [t('policyIdle', countOf(minutes, 'minute'))],
  lockAfterHours: ({ lockAfterHours: hours }) =>
    hours === undefined ? [] : [t('policyAge', countOf(hours, 'hour'))],
  passphraseLength: ({ passphraseLength: least }) =>
    least === undefined ? [] : [t('policyLength', String(least))],
  disableClearTextExport: ({ disableClearTextExport }) => (disableClearTextExport ? [t('policyExport')] : []),
  disableOffers: ({ disableOffers }) => (disableOffers ? [t('policyOffers')] : []),
  helpPack: ({ helpPack }) =>
    helpPack === undefined ? [] : [t('policyHelp', isolate(helpPack.organisation))],
} as const satisfies Record<keyof Policy, (policy: Policy) => readonly string[]>

/** What the organisation has set, a sentence a key. */
export const policySentences = (policy: Policy): readonly string[] =>
  Object.values(SENTENCES).flatMap((sentence) => sentence(policy))
