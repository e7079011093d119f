import browser from 'webextension-polyfill'

/** Calls `away` when the screen locks, or when nobody has touched the computer for `idleSeconds` (15 or more). */
export function onAway(idleSeconds: number, away: () => void): void {
  browser.idle.setDetectionInterval(idleSeconds)
  browser.idle.onStateChanged.addListener((state) => {
    if (state !== 'active') away()
  })
}

/** Wakes the background at `when` (Unix milliseconds) under `name`, replacing an earlier alarm of that name. */
export function setAlarm(name: string, when: number): void {
  void browser.alarms.create(name, { when })
}

export function onAlarm(name: string, ring: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) ring()
  })
}
