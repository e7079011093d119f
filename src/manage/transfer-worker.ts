import { work, type Assignment } from './transfer-work'

/*
 * The worker that opens and seals files for the page. It does one piece of work; the page ends it after that, or
 * earlier to cancel. What it sends out of turn nobody hears.
 */
addEventListener('message', ({ data }) => void work(data as Assignment).then((done) => postMessage(done)))
addEventListener('unhandledrejection', ({ reason }) => {
  // A promise's failure does not reach the page by itself; an error does.
  setTimeout(() => {
    throw reason
  })
})
