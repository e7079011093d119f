import browser, { type Tabs } from 'webextension-polyfill'

/** Calls `changed` when another tab comes to the front, or the one there has loaded another page. Ends with `signal`. */
export function watchFront(changed: () => void, signal: AbortSignal): void {
  const loaded = (_tab: number, change: Tabs.OnUpdatedChangeInfoType, { active }: Tabs.Tab) => {
    if (active && change.status === 'complete') changed()
  }
  // Which tab, and whether it is done, is told without the permission "tabs"; its address is not, and not needed.
  const heard = () => changed()
  browser.tabs.onActivated.addListener(heard)
  browser.tabs.onUpdated.addListener(loaded)
  browser.windows.onFocusChanged.addListener(heard)
  const stop = () => {
    browser.tabs.onActivated.removeListener(heard)
    browser.tabs.onUpdated.removeListener(loaded)
    browser.windows.onFocusChanged.removeListener(heard)
  }
  signal.addEventListener('abort', stop, { once: true })
}
