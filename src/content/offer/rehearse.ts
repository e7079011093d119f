import type { AccountId } from '../../domain/account'
import type { Offer } from '../../protocol/messages'
import { createHost } from './offer-host'
import { OFFER_FAMILY, OFFER_FONTS } from './offer-style'
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
  findFonts()
}

/** A font in a size that the page has not used is asked of the system, which takes longer than all the rest. */
function findFonts(): void {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  if (canvas === null) return
  for (const { weight, size } of OFFER_FONTS) {
    canvas.font = `${weight} ${size * devicePixelRatio}px ${OFFER_FAMILY}`
    canvas.measureText('Kode 30')
  }
}
