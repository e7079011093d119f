import type { MessageKey } from '../platform/i18n'
import type { RefusalReason } from '../protocol/messages'

/** Why the background gave no code, as a sentence. A new reason without one does not compile. */
export const REFUSAL_TEXT = {
  origin: 'offerRefusedOrigin',
  frame: 'offerRefusedFrame',
  document: 'offerRefusedDocument',
  'device-code': 'offerRefusedDeviceCode',
  account: 'offerRefusedAccount',
  rate: 'offerRefusedRate',
} as const satisfies Record<RefusalReason, MessageKey>

/** What another try can mend; after the others the accounts are not shown again. */
export function mayTryAgain(reason: RefusalReason): boolean {
  return reason === 'rate' || reason === 'account'
}
