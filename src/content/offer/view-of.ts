import { t } from '../../platform/page'
import type { Offers } from '../../protocol/messages'
import type { Target } from '../find-target'
import type { OfferView } from './offer-view'

/** What to show at a target for what the background said of it; `undefined` for nothing. */
export function viewOf(offers: Offers, target: Target, note: string | undefined): OfferView | undefined {
  const said = note === undefined ? {} : { note }
  if (target.kind === 'danger')
    return offers.status === 'warn'
      ? { kind: 'warning', title: t('dangerDeviceCode'), text: t('dangerDeviceCodeWhat') }
      : undefined
  if (offers.status === 'none' || offers.status === 'warn') return undefined
  if (target.kind === 'way') return { kind: 'way', ...said }
  if (offers.status === 'locked') return { kind: 'locked', ...said }
  return { kind: 'accounts', offers: offers.offers, user: target.user, ...said }
}
