import browser, { type Action } from 'webextension-polyfill'

/** How a browser lets people put Kode's icon on the toolbar. */
export type Pinning = 'chromium' | 'firefox'

export const pinningHere = (): Pinning =>
  browser.runtime.getURL('').startsWith('moz-extension:') ? 'firefox' : 'chromium'

/** Kode's icon is on the toolbar; `undefined` where the browser does not tell. */
export async function isPinned(): Promise<boolean | undefined> {
  const action: Partial<Action.Static> = browser.action
  return (await action.getUserSettings?.())?.isOnToolbar
}
