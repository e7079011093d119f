/** The two places a vault is written to in turn: one save never touches the copy the last one made. */
export const COPIES = ['a', 'b'] as const
export type Copy = (typeof COPIES)[number]

/** Where a vault may be found: the mirror follows the two copies, in storage of another kind. */
export const PLACES = [...COPIES, 'mirror'] as const
export type Place = (typeof PLACES)[number]

/** Bytes put out of the way of saves. */
export interface Aside {
  readonly name: string
  readonly stored: unknown
}

/** Where vaults are kept. The room that knows the browser brings one. Each call but `mirror` may reject. */
export interface VaultStore {
  /** Whatever is stored there; `undefined` only if nothing is. */
  read(place: Place): Promise<unknown>
  write(copy: Copy, stored: unknown): Promise<void>
  /** Follows a save that succeeded. Its own failure is none of the save's. */
  mirror(stored: unknown): void
  /** Puts bytes where no save goes, for a rescue later. */
  setAside(stored: unknown): Promise<void>
  listAside(): Promise<readonly Aside[]>
  /** Removes the copies and the mirror, not what was set aside. */
  clear(): Promise<void>
}

export const otherCopy = (place: Place): Copy => (place === 'a' ? 'b' : 'a')
