import browser from 'webextension-polyfill'

/** What the browser was told of this extension. */
export interface Told {
  readonly version: string
  readonly permissions: readonly string[]
}

export function readManifest(): Told {
  const { version, permissions = [], optional_permissions = [] } = browser.runtime.getManifest()
  return { version, permissions: [...permissions, ...optional_permissions].map(String) }
}
