import { begin, type Beginning } from './beginning'
import { mount } from 'svelte'
import { language } from '../platform/i18n'
import { watchFront } from '../platform/front-watch'
import { placeHere } from '../platform/place'
import { watchSession } from '../platform/session-watch'
import { ask } from '../platform/transport'
import App from './App.svelte'
import { Popup } from './popup.svelte'
import Failure from '../ui/views/Failure.svelte'
import './window.css'

/** Any failure nobody foresaw, from whichever click it came. */
function watchFailures(failed: (cause: unknown) => void, signal: AbortSignal): void {
  addEventListener('unhandledrejection', ({ reason }) => failed(reason), { signal })
  addEventListener('error', ({ error, message }) => failed(error ?? message), { signal })
}

/** The page's own lifetime: nothing here outlives it. */
const { signal } = new AbortController()

/** What stays open follows the tab in front; a page that changed without loading is seen when the pointer comes. */
function followFront(refresh: () => void): void {
  watchFront(refresh, signal)
  document.documentElement.addEventListener('pointerenter', refresh, { signal })
}

/** Where no list and no field to unlock is what comes first, that is read before anything is drawn. */
async function readFirst(popup: Popup): Promise<void> {
  const { view } = popup
  const isUnlock = view.kind === 'door' && view.door.kind === 'unlock'
  if (view.kind !== 'codes' && !isUnlock) await popup.readRare()
}

/**
 * To find a toolbar popup's size the browser lays it out in other widths as well, after each change of what is in it.
 * What is shown keeps the window's own meanwhile, and so has nothing to be laid out anew for.
 */
function keepWidth(): void {
  const keep = () => document.documentElement.style.setProperty('--window', `${innerWidth}px`)
  keep()
  addEventListener('resize', keep, { signal })
}

function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}

/** Opens the popup in `target`. It asks before anything else: the background wakes while the views are being made ready. */
export async function openPopup(target: Element): Promise<void> {
  const beginning = begin()
  document.documentElement.lang = language()
  try {
    await open(target, beginning)
  } catch (cause) {
    target.replaceChildren()
    mount(Failure, { target, props: { cause } })
  }
}

async function open(target: Element, beginning: Promise<Beginning>): Promise<void> {
  if (placeHere() === 'toolbar') keepWidth()
  const begun = await beginning
  document.documentElement.lang = language()
  const popup = new Popup(ask, Date.now, begun)
  watchFailures((cause) => popup.fail(cause), signal)
  watchSession((keys, gone) => void popup.follow(keys, gone), signal)
  if (placeHere() !== 'toolbar') followFront(() => void popup.page.refresh())
  await readFirst(popup)
  target.replaceChildren()
  mount(App, { target, props: { popup } })
  // After the codes are painted: that is what the popup is opened for.
  afterPaint(() => {
    void popup.page.refresh()
    if (popup.codes.closed === undefined) void popup.entrance.follow(undefined)
    void popup.readRare()
  })
}
