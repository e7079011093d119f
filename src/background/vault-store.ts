import { localArea, type Area } from '../platform/storage'
import type { VaultStore } from '../vault/store'

/** Vaults in the extension's local storage: only what `vault` has sealed is ever written here. */
export function vaultStoreIn(area: Area = localArea): VaultStore {
  return {
    read: (copy) => area.read(`vault.${copy}`),
    write: (copy, stored) => area.write(`vault.${copy}`, stored),
    setAside: (stored) => area.write(`vault.aside.${crypto.randomUUID()}`, stored),
  }
}
