/** How Kode behaves in one document, through all visits to it. */
export interface Manners {
  /** False after a person sent an offer away: no more of them here. The toolbar still fills. */
  offers: boolean
  /** False after the page laid hands on a card: none is put into it again. */
  cards: boolean
  /** The page's button was pressed for the person; that is done once. */
  submitted: boolean
  /** An offer was drawn once where nobody saw it. */
  rehearsed: boolean
}
