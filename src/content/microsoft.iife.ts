import { speakChosen } from '../platform/page'
import type { Manners } from './manners'
import { SignInVisit } from './sign-in-visit'
import { eachVisit } from './watch-page'

const manners: Manners = { offers: true, cards: true, submitted: false, rehearsed: false }

// The background wakes, and reads the vault if that is open, while the page is still being put together.
void speakChosen()
eachVisit(window, (visit) => {
  new SignInVisit(document, visit, manners)
})
