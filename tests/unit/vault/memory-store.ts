import type { Aside, Copy, Place, VaultStore } from '../../../src/vault/store'

/** A store in memory that keeps what storage keeps: JSON, not objects. It can be told to misbehave. */
export class MemoryStore implements VaultStore {
  readonly copies = new Map<Place, string>()
  readonly aside: unknown[] = []
  /** Called before each write; what it throws is the write's failure. */
  beforeWrite: (copy: Copy) => void = () => undefined
  /** Whether a save is followed by the mirror. Without it the two copies stand alone. */
  mirrors = false
  /** What is stored instead of what was given. */
  distort: (stored: string) => string = (stored) => stored

  read(copy: Place): Promise<unknown> {
    const text = this.copies.get(copy)
    return Promise.resolve(text === undefined ? undefined : JSON.parse(text))
  }

  write(copy: Copy, stored: unknown): Promise<void> {
    return Promise.resolve().then(() => {
      this.beforeWrite(copy)
      this.copies.set(copy, this.distort(JSON.stringify(stored)))
    })
  }

  mirror(stored: unknown): void {
    if (this.mirrors) this.copies.set('mirror', JSON.stringify(stored))
  }

  setAside(stored: unknown): Promise<void> {
    this.aside.push(stored)
    return Promise.resolve()
  }

  listAside(): Promise<readonly Aside[]> {
    return Promise.resolve(this.aside.map((stored, at) => ({ name: `aside.${at + 1}`, stored })))
  }

  clear(): Promise<void> {
    this.copies.clear()
    return Promise.resolve()
  }

  /** An independent store with the same bytes. */
  clone(): MemoryStore {
    const clone = new MemoryStore()
    for (const [copy, text] of this.copies) clone.copies.set(copy, text)
    return clone
  }
}
