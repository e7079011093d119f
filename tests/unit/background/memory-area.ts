import { StorageFailure, type Area } from '../../../src/platform/area'

/** A storage area in memory that keeps JSON, as the browser's do, and fails when told to. */
export class MemoryArea implements Area {
  readonly texts = new Map<string, string>()
  failing: 'no' | 'writes' | 'all' = 'no'

  async read(key: string): Promise<unknown> {
    await this.#may(this.failing === 'all')
    const text = this.texts.get(key)
    return text === undefined ? undefined : JSON.parse(text)
  }

  async write(key: string, value: unknown): Promise<void> {
    await this.#may(this.failing !== 'no')
    this.texts.set(key, JSON.stringify(value))
  }

  async remove(...keys: readonly string[]): Promise<void> {
    await this.#may(this.failing === 'all')
    for (const key of keys) this.texts.delete(key)
  }

  #may(fails: boolean): Promise<void> {
    return fails ? Promise.reject(new StorageFailure('told to')) : Promise.resolve()
  }
}
