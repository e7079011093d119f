import * as v from 'valibot'
import type { AccountId } from '../domain/account'
import type { Area } from '../platform/area'
import type { Given } from './decide'

/** A code that went to a page. The digits are not kept. */
export interface GivenCode extends Given {
  readonly account: AccountId
  /** When its step ends, Unix milliseconds: known here because the vault may be locked by then. */
  readonly until: number
  /** The page refused it, and that was explained. */
  readonly refused: boolean
}

/** Milliseconds. A page that refuses a code does so within this time; after it nothing is remembered. */
const MEMORY = 5 * 60_000

const KEY = 'given'

const stored = v.array(
  v.strictObject({
    tab: v.number(),
    at: v.number(),
    account: v.custom<AccountId>((value) => typeof value === 'string'),
    until: v.number(),
    refused: v.boolean(),
  }),
)

/** Codes given of late, for the rate and for refusals: in session storage, because a worker that slept would forget. */
export class GivenCodes {
  readonly #area: Area

  constructor(area: Area) {
    this.#area = area
  }

  async read(): Promise<readonly GivenCode[]> {
    const decoded = v.safeParse(stored, await this.#area.read(KEY))
    return decoded.success ? decoded.output : []
  }

  add(one: GivenCode, earlier: readonly GivenCode[]): Promise<void> {
    const recent = earlier.filter(({ at }) => one.at - at < MEMORY)
    return this.#area.write(KEY, [...recent, one])
  }

  /**
   * The newest code that went to `tab`, unless its refusal was explained and it was not sent again since; with it,
   * how many of the tab's codes were refused before.
   */
  async takeRefused(
    tab: number,
    submits: number,
    now: number,
  ): Promise<{ given: GivenCode; refusedBefore: number } | undefined> {
    const all = await this.read()
    const here = all.filter((one) => one.tab === tab && one.at <= now && now - one.at < MEMORY)
    const given = here.at(-1)
    if (given === undefined || (given.refused && submits < 2)) return undefined
    await this.#area.write(
      KEY,
      all.map((one) => (one === given ? { ...one, refused: true } : one)),
    )
    return { given, refusedBefore: here.filter(({ refused }) => refused).length }
  }

  /** The newest code that went to `tab` of late, unless the page refused it. */
  async findAccepted(tab: number, now: number): Promise<GivenCode | undefined> {
    const here = (await this.read()).filter(
      (one) => one.tab === tab && one.at <= now && now - one.at < MEMORY,
    )
    const given = here.at(-1)
    return given?.refused === false ? given : undefined
  }
}
