import { UNMANAGED, type Policy } from '../domain/policy'
import { decodePolicy, type PolicyRead } from '../protocol/policy'

/** What the organisation has set, as whoever has to keep to it asks for it. */
export type ReadPolicy = () => Promise<Policy>

/** For whoever stands alone, in tests. */
export const unmanaged: ReadPolicy = () => Promise.resolve(UNMANAGED)

/** The organisation's policy: read once a worker, and anew when the browser says that it changed. */
export class Policies {
  #read: Promise<PolicyRead> | undefined
  readonly #source: () => Promise<unknown>
  readonly #complain: (what: string) => void

  /** `source` gives what the browser holds; `complain` is told of keys that cannot be read. */
  constructor(source: () => Promise<unknown>, complain: (what: string) => void) {
    this.#source = source
    this.#complain = complain
  }

  read(): Promise<PolicyRead> {
    return (this.#read ??= this.#readAnew())
  }

  readonly current: ReadPolicy = async () => (await this.read()).policy

  forget(): void {
    this.#read = undefined
  }

  async #readAnew(): Promise<PolicyRead> {
    const read = decodePolicy(await this.#source())
    if (read.ignored.length > 0) this.#complain(`policy keys that cannot be read: ${read.ignored.join(', ')}`)
    return read
  }
}
