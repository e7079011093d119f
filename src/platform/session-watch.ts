import browser, { type Storage } from 'webextension-polyfill'

/**
 * Calls `changed` with the keys of session storage that changed, and with those of them that are gone: `session`
 * when the vault opened, locked (gone) or was saved, `find` when a scan's result came or went. Ends with `signal`.
 */
export function watchSession(
  changed: (keys: readonly string[], gone: readonly string[]) => void,
  signal: AbortSignal,
): void {
  // storage.onChanged rather than storage.session.onChanged: the former has the area in every browser we name.
  const listener = (changes: Record<string, Storage.StorageChange>, area: string) => {
    if (area !== 'session') return
    const keys = Object.keys(changes)
    changed(
      keys,
      keys.filter((key) => changes[key]?.newValue === undefined),
    )
  }
  browser.storage.onChanged.addListener(listener)
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true })
}
