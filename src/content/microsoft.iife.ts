import { SignInVisit } from './sign-in-visit'
import { eachVisit } from './watch-page'

/** Aborted for good when the person sent the offer away, or when the page laid hands on it. */
const document_ = new AbortController()

eachVisit(window, (visit) => {
  if (document_.signal.aborted) return
  new SignInVisit(document, AbortSignal.any([visit, document_.signal]), () => document_.abort())
})
