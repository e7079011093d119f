import * as v from 'valibot'
import type { AccountId } from '../domain/account'
import type { Area } from '../platform/area'
import type { Keeper } from './keeper'

const KEY = 'accepted'

const stored = v.array(v.custom<AccountId>((value) => typeof value === 'string'))

/**
 * Accounts of which Microsoft took a code while Kode was locked: that they are confirmed is written down when Kode is
 * next unlocked. In session storage, where their ids say nothing.
 */
export class Accepted {
  readonly #area: Area

  constructor(area: Area) {
    this.#area = area
  }

  async note(id: AccountId): Promise<void> {
    await this.#area.write(KEY, [...new Set([...(await this.#read()), id])])
  }

  /** Writes it into the vault, which was just opened. */
  async settle(keeper: Keeper): Promise<void> {
    const ids = await this.#read()
    if (ids.length === 0) return
    const confirm = keeper.change((contents) => {
      const accounts = contents.accounts.map((one) =>
        ids.includes(one.id) ? { ...one, confirmed: true } : one,
      )
      return { contents: { ...contents, accounts }, outcome: undefined }
    })
    if ((await confirm).ok) await this.#area.remove(KEY)
  }

  async #read(): Promise<readonly AccountId[]> {
    const decoded = v.safeParse(stored, await this.#area.read(KEY))
    return decoded.success ? decoded.output : []
  }
}
