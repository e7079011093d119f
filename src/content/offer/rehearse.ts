import type { AccountId } from '../../domain/account'
import type { Offer } from '../../protocol/messages'
import { createHost } from './offer-host'
import { renderFrame, renderView } from './offer-view'

const NOBODY: Offer = { id: '' as AccountId, name: '', user: '', match: 'same', period: 30 }

/**
 * Draws an offer once where nobody sees it. What the engine compiles for the first time is compiled while the
 * background looks for the accounts, and not after.
 */
export function rehearseOffer(page: Document): void {
  const { root } = createHost(page)
  const { card, body } = renderFrame(page)
  const view = renderView(page, { kind: 'accounts', offers: [NOBODY], user: '' })
  view.tick(Date.now())
  body.append(...view.nodes)
  root.append(card)
}
