import { mount } from 'svelte'
import { language } from '../platform/i18n'
import { startScanWorker, startTransferWorker } from '../platform/workers'
import { watchSession } from '../platform/session-watch'
import { ask } from '../platform/transport'
import { speakLanguage } from '../ui/speak-language'
import Failure from '../ui/views/Failure.svelte'
import App from './App.svelte'
import { Manage } from './manage.svelte'

document.documentElement.lang = language()

const target = document.querySelector('#app')
if (!target) throw new Error('index.html has no #app')
/** The page's own lifetime: nothing here outlives it. */
const { signal } = new AbortController()

try {
  const manage = new Manage(ask, startScanWorker, startTransferWorker)
  await Promise.all([manage.begin(location.hash), speakLanguage(ask)])
  document.documentElement.lang = language()
  addEventListener('unhandledrejection', ({ reason }) => manage.fail(reason), { signal })
  addEventListener('error', ({ error, message }) => manage.fail(error ?? message), { signal })
  addEventListener('hashchange', () => manage.goTo(location.hash), { signal })
  watchSession((keys) => void manage.follow(keys), signal)
  target.replaceChildren()
  mount(App, { target, props: { manage } })
} catch (cause) {
  target.replaceChildren()
  mount(Failure, { target, props: { cause } })
}
