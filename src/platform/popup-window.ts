import browser from 'webextension-polyfill'
import { openPages, tabShowing } from './open-pages'
import { STAYING } from './place'

const POPUP = 'src/popup/index.html'
const SIZE = { width: 380, height: 620 } as const

/**
 * Shows our popup from the toolbar; where the browser will not, the same page in a small window of its own. Where
 * it is open already it follows what happens by itself.
 */
export async function openKode(): Promise<void> {
  if ((await openPages('POPUP')).length > 0) return
  try {
    await browser.action.openPopup()
  } catch {
    // Firefox without a gesture, a window without a toolbar.
    await openWindow(browser.runtime.getURL(POPUP))
  }
}

/** Shows the same page in a small window that stays open, in front if it is there already. */
export async function openOwnWindow(): Promise<void> {
  await openWindow(browser.runtime.getURL(POPUP + STAYING.window))
}

async function openWindow(url: string): Promise<void> {
  const open = await tabShowing(url)
  if (open) await browser.windows.update(open.windowId, { focused: true })
  else await browser.windows.create({ url, type: 'popup', ...SIZE })
}
