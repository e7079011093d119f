import browser from 'webextension-polyfill'
import { tabShowing } from './open-pages'
import { makeWay } from './place'

const MANAGE = 'src/manage/index.html'

/** Parts of the manage page that other surfaces lead to. Each is its hash. */
export type ManagePlace = 'accounts' | 'scan' | 'region' | 'camera' | 'backup' | 'move' | 'help' | 'welcome'

/** Opens the manage page at `place` as `showManage` does, and makes way for it. */
export async function openManage(place: ManagePlace): Promise<void> {
  await showManage(place)
  makeWay()
}

/** Opens the manage page at `place`, in the tab that already shows it if there is one. */
export async function showManage(place: ManagePlace): Promise<void> {
  const page = browser.runtime.getURL(MANAGE)
  const url = `${page}#${place}`
  const open = await tabShowing(page)
  if (open) {
    await browser.tabs.update(open.tabId, { active: true, url })
    await browser.windows.update(open.windowId, { focused: true })
  } else await browser.tabs.create({ url })
}
