/** When an open vault locks by itself. Sealed with the accounts, so that nobody can loosen it while it is closed. */
export interface Locking {
  /** Minutes without a touch on the computer. */
  readonly idleMinutes: number
  /** Hours since the vault was opened with a passphrase, a recovery code or a passkey. */
  readonly hours: number
  /** Also as soon as a code was handed over: copied, or filled into a page. */
  readonly afterCode: boolean
}

export const LOCKING_BOUNDS = {
  idleMinutes: { minimum: 1, maximum: 240 },
  hours: { minimum: 1, maximum: 24 },
} as const

export const LOCKING: Locking = { idleMinutes: 30, hours: 12, afterCode: false }
