import { mount } from 'svelte'
import { language } from '../platform/i18n'
import { watchSession } from '../platform/session-watch'
import { ask } from '../platform/transport'
import { FIRST_ROWS } from '../ui/state/code-list.svelte'
import App from './App.svelte'
import { Popup, type Beginning } from './popup.svelte'
import Failure from './views/Failure.svelte'

document.documentElement.lang = language()

/** Asked before anything is drawn, so that the first paint is the right view. */
async function begin(): Promise<Beginning> {
  const [listed, pending] = await Promise.all([ask('codes.list', FIRST_ROWS), ask('scan.pending', {})])
  return { listed, pending }
}

/** Any failure nobody foresaw, from whichever click it came. */
function watchFailures(failed: (cause: unknown) => void, signal: AbortSignal): void {
  addEventListener('unhandledrejection', ({ reason }) => failed(reason), { signal })
  addEventListener('error', ({ error, message }) => failed(error ?? message), { signal })
}

const target = document.querySelector('#app')
if (!target) throw new Error('index.html has no #app')
/** The page's own lifetime: nothing here outlives it. */
const { signal } = new AbortController()

try {
  const popup = new Popup(ask, Date.now, await begin())
  watchFailures((cause) => popup.fail(cause), signal)
  watchSession((keys) => void popup.follow(keys), signal)
  target.replaceChildren()
  mount(App, { target, props: { popup } })
} catch (cause) {
  target.replaceChildren()
  mount(Failure, { target, props: { cause } })
}
