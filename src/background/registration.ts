import type { Account, AccountId } from '../domain/account'
import { isRegistration } from '../domain/sign-in'
import type { Area } from '../platform/area'
import type { Sender } from '../platform/transport'
import type {
  AccountAdded,
  Finding,
  RegistrationAdded,
  RegistrationConfirmed,
  RegistrationRead,
  Request,
  VaultClosed,
} from '../protocol/messages'
import type { Contents } from '../vault/contents'
import { addAccount, renameAccount, replaceAccount } from './accounts'
import type { Accepted } from './accepted'
import { placeOf, tabOf } from './autofill'
import { problemOfPlace } from './decide'
import type { Finds } from './finds'
import { GivenCodes } from './given-codes'
import type { Change, Keeper } from './keeper'
import { readDataUrl } from './scan'

interface Rooms {
  readonly keeper: Keeper
  readonly finds: Finds
  readonly accepted: Accepted
  readonly session: Area
  /** Unix milliseconds. */
  readonly now: () => number
}

const REFUSED = { status: 'refused' } as const

/** What Microsoft's registration page may ask: to read its QR code, to keep the account, to hear that it works. */
export class Registration {
  readonly #rooms: Rooms
  readonly #given: GivenCodes

  constructor(rooms: Rooms) {
    this.#rooms = rooms
    this.#given = new GivenCodes(rooms.session)
  }

  /** Reads the picture and keeps what it says as a scan does: while the vault is closed it waits in the popup. */
  async read(sender: Sender, dataUrl: string): Promise<RegistrationRead> {
    if (!mayRegister(sender)) return REFUSED
    const sightings = await readDataUrl(dataUrl)
    if (sightings.length === 0) return { status: 'nothing' }
    const { finds, keeper } = this.#rooms
    await finds.keep({ status: 'found', sightings, more: false })
    const read = await keeper.read()
    const report = await finds.report(read.ok ? read.value.accounts : undefined)
    const told = tellOf(report?.status === 'found' ? report.findings : [])
    if (told.status !== 'account') await finds.forgetReport()
    else if (!read.ok) return closed(read.error)
    return told
  }

  async add(
    sender: Sender,
    { find, despiteConflict }: Request<'registration.add'>,
  ): Promise<RegistrationAdded> {
    if (!mayRegister(sender)) return REFUSED
    const { finds, keeper, now } = this.#rooms
    const draft = await finds.draftOf(find)
    if (draft === undefined) return { status: 'gone' }
    const added = await addAccount(keeper, { draft, name: '', despiteConflict, now: now() })
    if (added.status !== 'added') return toldOf(added)
    await finds.clear()
    return this.#nameOf(added.id)
  }

  /** Only what was kept a moment ago and is not confirmed yet: a page has no say in the names of other accounts. */
  async rename(sender: Sender, { id, name }: Request<'registration.rename'>): Promise<RegistrationAdded> {
    if (!mayRegister(sender)) return REFUSED
    const { keeper, now } = this.#rooms
    const read = await keeper.read()
    if (!read.ok) return closed(read.error)
    const account = read.value.accounts.find((one) => one.id === id)
    if (account === undefined || !isFresh(account, now())) return { status: 'gone' }
    const renamed = await renameAccount(keeper, id, name)
    return renamed.status === 'changed' ? this.#nameOf(id) : toldOf(renamed)
  }

  async #nameOf(id: AccountId): Promise<RegistrationAdded> {
    const read = await this.#rooms.keeper.read()
    const account = read.ok ? read.value.accounts.find((one) => one.id === id) : undefined
    return { status: 'added', id, name: account?.name ?? '' }
  }

  /**
   * The account whose code this tab was given last is confirmed: its name is the background's to know, not the page's.
   * Where Kode is locked again by now, that is noted for the next unlock.
   */
  async confirm(sender: Sender): Promise<RegistrationConfirmed> {
    if (!mayRegister(sender)) return REFUSED
    const { keeper, accepted, now } = this.#rooms
    const given = await this.#given.findAccepted(tabOf(sender), now())
    if (given === undefined) return { status: 'none' }
    const changed = await keeper.change<RegistrationConfirmed>((contents) =>
      planConfirmation(contents, given.account),
    )
    if (changed.ok) return changed.value
    if (changed.error.status !== 'locked') return closed(changed.error)
    await accepted.note(given.account)
    return { status: 'noted' }
  }
}

/** Milliseconds after it was kept in which the registration page may name an account. */
const FRESH = 10 * 60_000

const isFresh = ({ offeredAt, confirmed, addedAt }: Account, now: number): boolean =>
  offeredAt === 'microsoft' && !confirmed && addedAt <= now && now - addedAt < FRESH

/** By the browser's word alone. */
function mayRegister(sender: Sender): boolean {
  const place = placeOf(sender)
  return problemOfPlace(place) === undefined && isRegistration(place.url)
}

/** What a page may hear of what its picture holds: an account first, and of that no more than the page shows itself. */
function tellOf(findings: readonly Finding[]): RegistrationRead {
  const account = findings.find((one) => one.kind === 'account')
  if (account === undefined)
    return { status: findings.some(({ kind }) => kind === 'microsoft-push') ? 'push' : 'other' }
  const { find, preview, standing } = account
  if (standing.kind === 'present') return { status: 'present', name: standing.name }
  return {
    status: 'account',
    find,
    name: preview.suggestedName,
    organisation: preview.label.organisation,
    user: preview.label.user,
    conflict: standing.kind === 'conflict' ? standing.name : '',
  }
}

function toldOf(reply: Exclude<AccountAdded, { status: 'added' }>): RegistrationAdded {
  switch (reply.status) {
    case 'present':
    case 'conflict':
    case 'full':
    case 'gone':
      return reply
    case 'locked':
    case 'none':
    case 'damaged':
    case 'too-new':
    case 'storage-failed':
      return closed(reply)
  }
}

function closed({ status }: VaultClosed): { readonly status: 'locked' | 'no-vault' | 'unavailable' } {
  if (status === 'locked') return { status }
  return { status: status === 'none' ? 'no-vault' : 'unavailable' }
}

function planConfirmation(contents: Contents, id: AccountId): ReturnType<Change<RegistrationConfirmed>> {
  const account = contents.accounts.find((one) => one.id === id)
  if (account === undefined) return { outcome: { status: 'none' } }
  const outcome = { status: 'confirmed', name: account.name } as const
  if (account.confirmed) return { outcome }
  return { contents: replaceAccount(contents, { ...account, confirmed: true }), outcome }
}
