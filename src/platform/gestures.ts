import browser from 'webextension-polyfill'
import { MICROSOFT_ORIGINS } from '../domain/sign-in'

const SCAN = 'scan-tab'
const FILL = 'fill-code'
const LOCK = 'lock'

/**
 * Puts our items where people look for them: the scan into the menu of a right-click anywhere on a page (a canvas
 * has no context of its own) and on our icon, the fill on the fields of Microsoft's pages. Menus outlast the
 * background, so once per install or update.
 */
export function addMenus(titles: () => Promise<MenuTitles>): void {
  browser.runtime.onInstalled.addListener(() => {
    void Promise.all([titles(), browser.contextMenus.removeAll()]).then(([{ scan, fill }]) => {
      browser.contextMenus.create({ id: SCAN, title: scan, contexts: ['all'] })
      const documentUrlPatterns = MICROSOFT_ORIGINS.map((origin) => `${origin}/*`)
      browser.contextMenus.create({ id: FILL, title: fill, contexts: ['editable'], documentUrlPatterns })
    })
  })
}

interface MenuTitles {
  readonly scan: string
  readonly fill: string
}

/** Gives our items other names: the language was changed. */
export function nameMenus({ scan, fill }: MenuTitles): void {
  void browser.contextMenus.update(SCAN, { title: scan })
  void browser.contextMenus.update(FILL, { title: fill })
}

/** A person picked "Fill code" in the menu of a field, or pressed our key for it. `tab` is that tab's id. */
export function onFillGesture(fill: (tab: number) => void): void {
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => {
    if (menuItemId === FILL && tab?.id !== undefined) fill(tab.id)
  })
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === FILL && tab?.id !== undefined) fill(tab.id)
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

/** A person pressed our key for locking. */
export function onLockGesture(lock: () => void): void {
  browser.commands.onCommand.addListener((command) => {
    if (command === LOCK) lock()
  })
}
