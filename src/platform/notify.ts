import browser from 'webextension-polyfill'

/** Asked for when a person switches notifications on, and never before. */
const PERMISSION = { permissions: ['notifications'] } as const

/** Asks the person, in the turn of their click. True if notifications may be shown. */
export function askToNotify(): Promise<boolean> {
  return browser.permissions.request({ permissions: [...PERMISSION.permissions] })
}

/** Takes the permission back: what is switched off is not held. */
export async function stopNotifying(): Promise<void> {
  await browser.permissions.remove({ permissions: [...PERMISSION.permissions] })
}

/** Present only while the person lets us notify: Chromium has no such object before. */
type Notifications = typeof browser.notifications | undefined
const notifications = (): Notifications => browser.notifications

/** One notification a tab: a later one takes the place of an earlier. Nothing where the person took the permission back. */
export async function notifyOf(tab: number, title: string, message: string): Promise<void> {
  const iconUrl = browser.runtime.getURL('icons/kode-128.png')
  await notifications()?.create(nameOf(tab), { type: 'basic', iconUrl, title, message })
}

export async function takeBackNotice(tab: number): Promise<void> {
  await notifications()?.clear(nameOf(tab))
}

/** Calls `pressed` with the tab whose notification a person presses. To be said in the background's first turn. */
export function onNoticePressed(pressed: (tab: number) => void): void {
  const heard = (name: string): void => {
    const tab = NAME.exec(name)?.[1]
    if (tab !== undefined) pressed(Number(tab))
  }
  // The same listener is heard once, however often it is added.
  const listen = (): void => notifications()?.onClicked.addListener(heard)
  listen()
  browser.permissions.onAdded.addListener(listen)
}

const nameOf = (tab: number): string => `waits-${tab}`
const NAME = /^waits-(\d+)$/
