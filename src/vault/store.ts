/** The two places a vault is written to in turn: one save never touches the copy the last one made. */
export const COPIES = ['a', 'b'] as const
export type Copy = (typeof COPIES)[number]

/** Where vaults are kept. The room that knows the browser brings one. Each call may reject. */
export interface VaultStore {
  /** Whatever is stored there; `undefined` only if nothing is. */
  read(copy: Copy): Promise<unknown>
  write(copy: Copy, stored: unknown): Promise<void>
  /** Puts bytes nobody could read where no save goes, for a rescue later. */
  setAside(stored: unknown): Promise<void>
}

export const otherCopy = (copy: Copy): Copy => (copy === 'a' ? 'b' : 'a')
