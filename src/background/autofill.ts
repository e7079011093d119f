import * as v from 'valibot'
import type { Account, AccountId } from '../domain/account'
import { codeOfStep } from '../domain/otp'
import { accountsFor, matchUser } from '../domain/sign-in'
import { isTopDocument, originOf } from '../platform/sender'
import type { Area } from '../platform/area'
import type { Sender } from '../platform/transport'
import type { CodeGiven, Offer, Offers } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import { replaceAccount } from './accounts'
import { BURST_TIME, decide, problemOfPlace, type Decision, type Given, type Place } from './decide'
import type { Change, Keeper } from './keeper'

/** A page is told of no more than this. */
const MAXIMUM_OFFERS = 12

/** The accounts that fit the sign-in page that asks; `user` is the name it shows. Labels only. */
export async function listOffers(keeper: Keeper, sender: Sender, user: string): Promise<Offers> {
  if (problemOfPlace(placeOf(sender)) !== undefined) return { status: 'none' }
  const read = await keeper.read()
  if (!read.ok) return { status: read.error.status === 'locked' ? 'locked' : 'none' }
  const offers = accountsFor(read.value.accounts, user)
    .slice(0, MAXIMUM_OFFERS)
    .map((account) => offerOf(account, user))
  return offers.length > 0 ? { status: 'offers', offers } : { status: 'none' }
}

function offerOf({ id, name, label, otp }: Account, user: string): Offer {
  const otherUser = matchUser(label.user, user) === 'other'
  return { id, name, user: label.user, otherUser, period: otp.type === 'totp' ? otp.period : 0 }
}

/** Hands codes to pages, one a click. */
export class Autofill {
  readonly #keeper: Keeper
  readonly #given: GivenCodes
  readonly #now: () => number

  constructor(keeper: Keeper, session: Area, now: () => number) {
    this.#keeper = keeper
    this.#given = new GivenCodes(session)
    this.#now = now
  }

  /** The code for the document that asks, if `decide` gives it one. The step is stored as used before it leaves. */
  async give(sender: Sender, id: AccountId): Promise<CodeGiven> {
    const given = await this.#given.read()
    const changed = await this.#keeper.change((contents) => this.#plan(contents, sender, id, given))
    if (!changed.ok)
      return changed.error.status === 'locked' ? { status: 'locked' } : { status: 'unavailable' }
    if (changed.value.status === 'code') await this.#given.add({ tab: tabOf(sender), at: this.#now() }, given)
    return changed.value
  }

  #plan(
    contents: Contents,
    sender: Sender,
    id: AccountId,
    given: readonly Given[],
  ): ReturnType<Change<CodeGiven>> {
    const account = contents.accounts.find((one) => one.id === id)
    const decision = decide({
      ...placeOf(sender),
      tab: tabOf(sender),
      account,
      given,
      now: this.#now(),
    })
    return carryOut(decision, contents, account)
  }
}

function carryOut(
  decision: Decision,
  contents: Contents,
  account: Account | undefined,
): ReturnType<Change<CodeGiven>> {
  if (decision.kind === 'wait') return { outcome: { status: 'wait', at: decision.at } }
  if (decision.kind === 'refuse') return { outcome: { status: 'refused', reason: decision.reason } }
  if (account?.otp.type !== 'totp') return { outcome: { status: 'refused', reason: 'account' } }
  const { digits } = codeOfStep(account.otp, decision.step)
  return {
    contents: replaceAccount(contents, { ...account, lastUsedStep: decision.step }),
    outcome: { status: 'code', digits },
  }
}

const placeOf = (sender: Sender): Place => ({
  url: sender.url ?? '',
  origin: originOf(sender),
  tabUrl: sender.tab?.url,
  isTopDocument: isTopDocument(sender),
})

const tabOf = ({ tab }: Sender): number => tab?.id ?? -1

const storedGiven = v.array(v.strictObject({ tab: v.number(), at: v.number() }))

/** When codes were given, for the rate: in session storage, because a worker that slept would forget. */
class GivenCodes {
  static readonly #KEY = 'given'
  readonly #area: Area

  constructor(area: Area) {
    this.#area = area
  }

  async read(): Promise<readonly Given[]> {
    const decoded = v.safeParse(storedGiven, await this.#area.read(GivenCodes.#KEY))
    return decoded.success ? decoded.output : []
  }

  add(one: Given, earlier: readonly Given[]): Promise<void> {
    const recent = earlier.filter(({ at }) => one.at - at < BURST_TIME)
    return this.#area.write(GivenCodes.#KEY, [...recent, one])
  }
}
