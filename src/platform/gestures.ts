import browser, { type Menus } from 'webextension-polyfill'

const SCAN = 'scan-tab'
const LOCK = 'lock'

/** Everywhere a right-click can land on a page, so that "Scan QR on page" is always where people look for it. */
const CONTEXTS: Menus.ContextType[] = ['page', 'frame', 'image', 'link', 'selection', 'editable', 'video']

/** Puts our item into the page's context menu. Menus outlast the background, so once per install or update. */
export function addScanMenu(title: () => string): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() => {
      browser.contextMenus.create({ id: SCAN, title: title(), contexts: CONTEXTS })
    })
  })
}

/**
 * A person picked our menu item or pressed our key: both allow capturing that tab (activeTab). `scan` is told
 * the tab's window, which may be a pop-up's, as sign-in pages often are; `undefined` if the browser does not say.
 */
export function onScanGesture(scan: (window: number | undefined) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === SCAN) scan(tab?.windowId)
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === SCAN) scan(tab?.windowId)
  })
}

/** A person pressed our key for locking. */
export function onLockGesture(lock: () => void): void {
  browser.commands.onCommand.addListener((command) => {
    if (command === LOCK) lock()
  })
}
