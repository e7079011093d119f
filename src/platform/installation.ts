import browser from 'webextension-polyfill'

/** Calls `greet` once after Kode was put into this browser: at no update of Kode's, and at none of the browser's. */
export function onFirstInstall(greet: () => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') greet()
  })
}
