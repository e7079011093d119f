import type { Area } from '../platform/area'
import type { VaultStore } from '../vault/store'

/** Vaults in a storage area: only what `vault` has sealed is ever written here. */
export function vaultStoreIn(area: Area): VaultStore {
  return {
    read: (copy) => area.read(`vault.${copy}`),
    write: (copy, stored) => area.write(`vault.${copy}`, stored),
    setAside: (stored) => area.write(`vault.aside.${crypto.randomUUID()}`, stored),
  }
}
