import { speakChosen } from '../platform/page'
import type { Manners } from './manners'
import { Coach, type Coaching } from './registration/coach'
import { SignInVisit } from './sign-in-visit'
import { eachVisit } from './watch-page'

const manners: Manners = { offers: true, cards: true, submitted: false, rehearsed: false }
const coaching: Coaching = { wanted: true, reads: false }

eachVisit(window, (visit) => {
  new SignInVisit(document, visit, manners)
})
// The coach speaks before it asks anything.
void speakChosen().then(() =>
  eachVisit(window, (visit) => {
    new Coach(document, visit, manners, coaching)
  }),
)
