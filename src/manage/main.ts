import { mount } from 'svelte'
import { language } from '../platform/i18n'
import { startScanWorker, startTransferWorker } from '../platform/workers'
import { watchSession } from '../platform/session-watch'
import { ask } from '../platform/transport'
import { speakLanguage } from '../ui/speak-language'
import Failure from '../ui/views/Failure.svelte'
import App from './App.svelte'
import './page.css'
import { Manage } from './manage.svelte'

/** The page's own lifetime: nothing here outlives it. */
const { signal } = new AbortController()

/** Opens the page in a tab in `target`. */
export async function openManage(target: Element): Promise<void> {
  document.documentElement.lang = language()
  try {
    await open(target)
  } catch (cause) {
    target.replaceChildren()
    mount(Failure, { target, props: { cause } })
  }
}

async function open(target: Element): Promise<void> {
  const manage = new Manage(ask, startScanWorker, startTransferWorker)
  await Promise.all([manage.begin(location.hash), speakLanguage(ask)])
  document.documentElement.lang = language()
  addEventListener('unhandledrejection', ({ reason }) => manage.fail(reason), { signal })
  addEventListener('error', ({ error, message }) => manage.fail(error ?? message), { signal })
  addEventListener('hashchange', () => manage.goTo(location.hash), { signal })
  watchSession((keys) => void manage.follow(keys), signal)
  target.replaceChildren()
  mount(App, { target, props: { manage } })
}
