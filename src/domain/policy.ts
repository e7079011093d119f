import type { HelpPack } from './help-pack'
import type { Locking } from './locking'
import type { Settings } from './settings'

/** What an organisation has set on its computers, by the keys its administrators write. What is absent is free. */
export interface Policy {
  /** The most minutes without a touch on the computer until Kode locks. */
  readonly lockAfterIdleMinutes?: number
  /** The most hours a vault stays open. */
  readonly lockAfterHours?: number
  /** Characters a passphrase that is chosen from now on must have. */
  readonly passphraseLength?: number
  /** No export that whoever gets hold of it can read: text and QR codes. */
  readonly disableClearTextExport?: boolean
  /** No offers at the field: codes are filled in from the toolbar, the menu and the key alone. */
  readonly disableOffers?: boolean
  readonly helpPack?: HelpPack
}

/** Where no organisation has set anything. */
export const UNMANAGED: Policy = {}

/** Characters. A policy asks for no fewer than Kode does, and for no more than somebody can type. */
export const PASSPHRASE_LENGTH_BOUNDS = { minimum: 10, maximum: 64 } as const

/** The times after which a vault locks: the person's, or the policy's where that is sooner. */
export function limitLocking(locking: Locking, policy: Policy): Locking {
  const { idleMinutes, hours } = locking
  return {
    ...locking,
    idleMinutes: Math.min(idleMinutes, policy.lockAfterIdleMinutes ?? idleMinutes),
    hours: Math.min(hours, policy.lockAfterHours ?? hours),
  }
}

export function limitSettings(settings: Settings, { disableOffers = false }: Policy): Settings {
  return disableOffers ? { ...settings, offer: 'toolbar-only' } : settings
}

/** Characters that a new passphrase must have. */
export const leastPassphrase = ({ passphraseLength }: Policy): number =>
  passphraseLength ?? PASSPHRASE_LENGTH_BOUNDS.minimum
