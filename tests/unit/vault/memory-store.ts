import type { Copy, VaultStore } from '../../../src/vault/store'

/** A store in memory that keeps what storage keeps: JSON, not objects. It can be told to misbehave. */
export class MemoryStore implements VaultStore {
  readonly copies = new Map<Copy, string>()
  readonly aside: unknown[] = []
  /** Called before each write; what it throws is the write's failure. */
  beforeWrite: (copy: Copy) => void = () => undefined
  /** What is stored instead of what was given. */
  distort: (stored: string) => string = (stored) => stored

  read(copy: Copy): Promise<unknown> {
    const text = this.copies.get(copy)
    return Promise.resolve(text === undefined ? undefined : JSON.parse(text))
  }

  write(copy: Copy, stored: unknown): Promise<void> {
    return Promise.resolve().then(() => {
      this.beforeWrite(copy)
      this.copies.set(copy, this.distort(JSON.stringify(stored)))
    })
  }

  setAside(stored: unknown): Promise<void> {
    this.aside.push(stored)
    return Promise.resolve()
  }

  /** An independent store with the same bytes. */
  clone(): MemoryStore {
    const clone = new MemoryStore()
    for (const [copy, text] of this.copies) clone.copies.set(copy, text)
    return clone
  }
}
