import browser from 'webextension-polyfill'

const MANAGE = 'src/manage/index.html'

/** Parts of the manage page that other surfaces lead to. Each is its hash. */
export type ManagePlace = 'scan' | 'region' | 'camera'

/** Opens the manage page at `place`, in the tab that already shows it if there is one, and closes this window. */
export async function openManage(place: ManagePlace): Promise<void> {
  const url = `${browser.runtime.getURL(MANAGE)}#${place}`
  const open = await tabShowing(MANAGE)
  if (open) {
    await browser.tabs.update(open.tabId, { active: true, url })
    await browser.windows.update(open.windowId, { focused: true })
  } else await browser.tabs.create({ url })
  window.close()
}

interface TabContext {
  readonly tabId: number
  readonly windowId: number
}

/** Chromium 116+. The typings, made for Firefox, leave it out. */
interface Contexts {
  getContexts?: (filter: {
    contextTypes: ['TAB']
  }) => Promise<readonly (TabContext & { documentUrl?: string })[]>
}

/** The tab with this page of ours, if the browser tells. Needs no permission, unlike asking for tabs. */
async function tabShowing(page: string): Promise<TabContext | undefined> {
  const runtime: Contexts = browser.runtime
  const contexts = (await runtime.getContexts?.({ contextTypes: ['TAB'] })) ?? []
  return contexts.find(({ documentUrl }) => documentUrl?.startsWith(browser.runtime.getURL(page)))
}
