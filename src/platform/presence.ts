import browser from 'webextension-polyfill'

/** Calls `away` when the screen locks, or when nobody has touched the computer for the idle time. */
export function onAway(away: () => void): void {
  browser.idle.onStateChanged.addListener((state) => {
    if (state !== 'active') away()
  })
}

/** Sets the idle time: 15 seconds or more. */
export function setIdleTime(seconds: number): void {
  browser.idle.setDetectionInterval(seconds)
}

/** Wakes the background at `when` (Unix milliseconds) under `name`, replacing an earlier alarm of that name. */
export function setAlarm(name: string, when: number): void {
  void browser.alarms.create(name, { when })
}

/** Wakes the background again and again, every so many milliseconds: whole minutes. */
export function setBeat(name: string, milliseconds: number): void {
  void browser.alarms.create(name, { periodInMinutes: milliseconds / 60_000 })
}

export function clearAlarm(name: string): void {
  void browser.alarms.clear(name)
}

export function onAlarm(name: string, ring: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) ring()
  })
}
