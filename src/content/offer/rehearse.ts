import type { AccountId } from '../../domain/account'
import type { Offer } from '../../protocol/messages'
import { OpenOffer, type OfferActs } from './offer'
import { OFFER_FAMILY, OFFER_FONTS } from './offer-style'

const SOMEBODY: Offer = { id: '' as AccountId, name: 'Kode', user: 'kode', match: 'same', period: 30 }

const nothing = () => undefined
const NO_ACTS: OfferActs = { wish: nothing, escape: nothing, close: nothing, tampered: nothing }

/**
 * Opens an offer once outside of the document, where neither a person nor the page sees it, and closes it. What the
 * engine does for the first time is done while the page has nothing else to do, and not between a field and its card.
 */
export function rehearseOffer(page: Document): void {
  const view = { kind: 'accounts', offers: [SOMEBODY], user: '' } as const
  new OpenOffer(page.createElement('input'), view, NO_ACTS, page.createElement('div')).close()
  findFonts()
}

/** A font in a size that the page has not used is asked of the system, which takes longer than all the rest. */
function findFonts(): void {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d')
  if (canvas === null) return
  for (const { weight, size } of OFFER_FONTS) {
    canvas.font = `${weight} ${size * devicePixelRatio}px ${OFFER_FAMILY}`
    canvas.measureText('30')
  }
}
