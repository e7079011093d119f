import { language, t } from '../platform/i18n'
import type { CopiesListed, VaultRecovered } from '../protocol/messages'
import { clockTime } from './clock-time'
import { RECOVER_TEXT } from './sentences'

type Refused = Exclude<CopiesListed | VaultRecovered, { readonly status: 'copies' | 'recovered' }>

/** Why no copy was opened or made the vault. */
export function refusalOf(refused: Refused): string {
  const until = refused.status === 'wait' ? [clockTime(refused.until, language())] : []
  return t(RECOVER_TEXT[refused.status], ...until)
}
