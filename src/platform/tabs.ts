import browser from 'webextension-polyfill'
import type { PageMessage } from '../protocol/page-messages'

export interface Tab {
  readonly id: number
  /** Only where a person's click has opened the tab to us (activeTab), and for our own pages. */
  readonly url: string | undefined
}

/** The tab a person looks at. Our own popup may stand in a window of its own: then the tab used before it. */
export async function tabInFront(): Promise<Tab | undefined> {
  const [front] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
  if (front && !isOurs(front.url)) return tabOf(front)
  const others = (await browser.tabs.query({ active: true })).filter(({ url }) => !isOurs(url))
  const [last] = others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))
  return last && tabOf(last)
}

const isOurs = (url: string | undefined): boolean => url?.startsWith(browser.runtime.getURL('')) ?? false

const tabOf = ({ id, url }: { id?: number | undefined; url?: string | undefined }): Tab | undefined =>
  id === undefined ? undefined : { id, url }

/** The tab is in front, in the window that has the focus: whatever happens in it is seen. */
export async function isInSight(tab: number): Promise<boolean> {
  try {
    const { active, windowId } = await browser.tabs.get(tab)
    return active && windowId !== undefined && (await browser.windows.get(windowId)).focused
  } catch {
    // The tab was closed meanwhile: there is nothing to tell of.
    return true
  }
}

/** Brings a tab and its window to the front. */
export async function bringToFront(tab: number): Promise<void> {
  try {
    const { windowId } = await browser.tabs.update(tab, { active: true })
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true })
  } catch {
    // The tab was closed meanwhile.
  }
}

/** Speaks to our content script in a tab's top document; `undefined` where there is none, or it is gone. */
export async function tellTab(tab: number, message: PageMessage): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tab, message, { frameId: 0 })
  } catch {
    // "Receiving end does not exist", or the page left before it answered.
    return undefined
  }
}
