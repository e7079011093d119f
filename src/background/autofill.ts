import { usedOnceMore, type Account, type AccountId } from '../domain/account'
import { codeOfStep } from '../domain/otp'
import type { PageState } from '../domain/page-state'
import { accountsFor, type Fit } from '../domain/sign-in'
import { isTopDocument, originOf } from '../platform/sender'
import type { Area } from '../platform/area'
import type { Sender } from '../platform/transport'
import type { CodeGiven, Offer, Offers, Rejected, Rejection } from '../protocol/messages'
import type { Contents } from '../vault/contents'
import { replaceAccount } from './accounts'
import { decide, problemOfPlace, type Decision, type Given, type Place } from './decide'
import { diagnose } from './diagnose'
import { GivenCodes } from './given-codes'
import type { Change, Keeper } from './keeper'
import { readSettings } from './settings'

/** A page is told of no more than this. */
const MAXIMUM_OFFERS = 12

/** The accounts that fit where a page shows `user`, whatever page it is. Labels only. */
export async function fittingOffers(keeper: Keeper, user: string): Promise<Offers> {
  const read = await keeper.read()
  if (!read.ok) return { status: read.error.status === 'locked' ? 'locked' : 'none' }
  const offers = accountsFor(read.value.accounts, user).slice(0, MAXIMUM_OFFERS).map(offerOf)
  return offers.length > 0 ? { status: 'offers', offers } : { status: 'none' }
}

const offerOf = ({ account: { id, name, label, otp }, match }: Fit): Offer => ({
  id,
  name,
  user: label.user,
  match,
  period: otp.type === 'totp' ? otp.period : 0,
})

/** What a page may show at its field. */
export async function listOffers(
  keeper: Keeper,
  sender: Sender,
  asked: { readonly user: string; readonly state: PageState },
): Promise<Offers> {
  const problem = problemOfPlace(placeOf(sender))
  const isDeviceCode = problem === 'device-code' || asked.state === 'device-code'
  if (problem !== undefined && !isDeviceCode) return { status: 'none' }
  const fitting = await fittingOffers(keeper, asked.user)
  return isDeviceCode && fitting.status !== 'none' ? { status: 'warn' } : fitting
}

interface Rooms {
  readonly keeper: Keeper
  readonly session: Area
  /** Where settings lie. */
  readonly local: Area
  /** Unix milliseconds. */
  readonly now: () => number
}

/** Hands codes to pages, one a click, and explains it when a page refuses one. */
export class Autofill {
  readonly #rooms: Rooms
  readonly #given: GivenCodes

  constructor(rooms: Rooms) {
    this.#rooms = rooms
    this.#given = new GivenCodes(rooms.session)
  }

  /**
   * The code for the document that asks, if `decide` gives it one. The step is stored as used before it leaves, and
   * where Kode locks after each code it is locked by then: no page could keep it open by staying silent.
   */
  async give(sender: Sender, id: AccountId): Promise<CodeGiven> {
    const { keeper, local, now } = this.#rooms
    const given = await this.#given.read()
    const { submit } = await readSettings(local)
    const changed = await keeper.change((contents) => this.#plan(contents, sender, id, given))
    if (!changed.ok)
      return changed.error.status === 'locked' ? { status: 'locked' } : { status: 'unavailable' }
    const decided = changed.value
    if (decided.status !== 'code') return decided
    const record = { tab: tabOf(sender), at: now(), account: id, until: decided.until, refused: false }
    await this.#given.add(record, given)
    await keeper.lockAfterCode()
    return { status: 'code', digits: decided.digits, submit }
  }

  /** Why the page that asks refused the code it was given last. */
  async explain(sender: Sender, seen: Rejected): Promise<Rejection> {
    const now = this.#rooms.now()
    const taken = await this.#given.takeRefused(tabOf(sender), seen.submits, now)
    if (taken === undefined) return { status: 'none' }
    const { given, refusedBefore } = taken
    const read = await this.#rooms.keeper.read()
    const account = read.ok ? read.value.accounts.find(({ id }) => id === given.account) : undefined
    const diagnosis = diagnose({ account, until: given.until, seen, now })
    // While the clock is off the next code would be refused like this one.
    const again = refusedBefore === 0 && !diagnosis.cause.startsWith('clock')
    return { status: 'explained', ...diagnosis, again }
  }

  #plan(
    contents: Contents,
    sender: Sender,
    id: AccountId,
    given: readonly Given[],
  ): ReturnType<Change<Decided>> {
    const account = contents.accounts.find((one) => one.id === id)
    const asking = { ...placeOf(sender), tab: tabOf(sender), account, given, now: this.#rooms.now() }
    return carryOut(decide(asking), contents, account)
  }
}

type Decided =
  | Exclude<CodeGiven, { status: 'code' }>
  | { readonly status: 'code'; readonly digits: string; readonly until: number }

function carryOut(
  decision: Decision,
  contents: Contents,
  account: Account | undefined,
): ReturnType<Change<Decided>> {
  if (decision.kind === 'wait') return { outcome: { status: 'wait', at: decision.at } }
  if (decision.kind === 'refuse') return { outcome: { status: 'refused', reason: decision.reason } }
  if (account?.otp.type !== 'totp') return { outcome: { status: 'refused', reason: 'account' } }
  const { digits, step } = codeOfStep(account.otp, decision.step)
  return {
    contents: replaceAccount(contents, usedOnceMore({ ...account, lastUsedStep: step })),
    outcome: { status: 'code', digits, until: (step + 1) * account.otp.period * 1000 },
  }
}

export const placeOf = (sender: Sender): Place => ({
  url: sender.url ?? '',
  origin: originOf(sender),
  tabUrl: sender.tab?.url,
  isTopDocument: isTopDocument(sender),
})

export const tabOf = ({ tab }: Sender): number => tab?.id ?? -1
