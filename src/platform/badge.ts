import browser from 'webextension-polyfill'

/** The accent of our own pages, by day. */
const COLOUR = '#0e6a5b'

/** Puts a mark on our toolbar icon while this tab is in front. The browser takes it off when the tab moves on. */
export async function markTab(tabId: number, title: string): Promise<void> {
  await setBadge(tabId, '1', title)
}

export async function unmarkTab(tabId: number): Promise<void> {
  await setBadge(tabId, '', browser.runtime.getManifest().name)
}

async function setBadge(tabId: number, text: string, title: string): Promise<void> {
  try {
    await Promise.all([
      browser.action.setBadgeBackgroundColor({ tabId, color: COLOUR }),
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setTitle({ tabId, title }),
    ])
  } catch {
    // The tab was closed meanwhile.
  }
}
