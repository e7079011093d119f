import type { Manners } from './manners'
import { SignInVisit } from './sign-in-visit'
import { eachVisit } from './watch-page'

const manners: Manners = { offers: true, cards: true, submitted: false, rehearsed: false }

eachVisit(window, (visit) => {
  new SignInVisit(document, visit, manners)
})
