import { language, t } from '../platform/i18n'
import type { NotAllowed, NotLetIn, VaultClosed } from '../protocol/messages'
import { clockTime } from './clock-time'
import { UNLOCK_TEXT } from './sentences'

/** Why the background did not do what it was asked for. */
export function closedText(closed: VaultClosed | NotLetIn | NotAllowed): string {
  if (closed.status === 'not-allowed') return t('policyExportNote')
  return t(UNLOCK_TEXT[closed.status], closed.status === 'wait' ? clockTime(closed.until, language()) : '')
}
