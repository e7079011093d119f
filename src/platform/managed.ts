import browser from 'webextension-polyfill'

/**
 * What the computer's administrator has set for Kode, of whatever shape; `undefined` for nothing. Firefox fails where
 * there is no policy.
 */
export async function readManaged(): Promise<unknown> {
  try {
    return await browser.storage.managed.get()
  } catch {
    return undefined
  }
}

/**
 * Chromium takes a changed policy while it runs, Firefox when it starts. The area's own event, so that no other write
 * wakes the background.
 */
export function onManagedChange(heard: () => void): void {
  browser.storage.managed.onChanged.addListener(heard)
}
