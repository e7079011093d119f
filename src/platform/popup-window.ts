import browser from 'webextension-polyfill'

const POPUP = 'src/popup/index.html'
const SIZE = { width: 380, height: 620 } as const

/** Opens our popup from the toolbar; where the browser will not, the same page in a small window of its own. */
export async function openKode(): Promise<void> {
  try {
    await browser.action.openPopup()
  } catch {
    // Firefox without a gesture, a window without a toolbar, a popup that is open already.
    await browser.windows.create({ url: browser.runtime.getURL(POPUP), type: 'popup', ...SIZE })
  }
}
