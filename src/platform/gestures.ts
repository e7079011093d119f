import browser from 'webextension-polyfill'

const SCAN = 'scan-tab'

/**
 * Puts our item where people look for it: into the menu of a right-click anywhere on a page (a canvas has no
 * context of its own) and on our icon. Menus outlast the background, so once per install or update.
 */
export function addScanMenu(title: () => string): void {
  browser.runtime.onInstalled.addListener(() => {
    void browser.contextMenus.removeAll().then(() => {
      browser.contextMenus.create({ id: SCAN, title: title(), contexts: ['all'] })
    })
  })
}

/** Where a person asked for a scan. */
export interface ScanGesture {
  /** The tab's window, which may be a pop-up's, as sign-in pages often are; `undefined` if the browser does not say. */
  readonly window: number | undefined
  /** The address of the picture that was right-clicked, often a data URL; `undefined` elsewhere. */
  readonly pictureUrl: string | undefined
}

/** A person picked our menu item or pressed our key: both allow capturing that tab (activeTab). */
export function onScanGesture(scan: (gesture: ScanGesture) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId, mediaType, srcUrl }, tab) => {
    const pictureUrl = mediaType === 'image' ? srcUrl : undefined
    if (menuItemId === SCAN) scan({ window: tab?.windowId, pictureUrl })
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === SCAN) scan({ window: tab?.windowId, pictureUrl: undefined })
  })
}
