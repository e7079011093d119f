import { openKode } from '../platform/popup-window'
import type { Area } from '../platform/area'
import type { Sender } from '../platform/transport'
import type { AccountAdded, AccountEntry, Request, ScanReport } from '../protocol/messages'
import type { Routes } from '../protocol/server'
import { addAccount, removeAccount, renameAccount, restoreAccount } from './accounts'
import { lockLater } from './auto-lock'
import { Autofill } from './autofill'
import { listCodes, nextCode } from './codes'
import { parseEntry } from './entry'
import type { Finds } from './finds'
import type { Keeper } from './keeper'
import { scanVisibleTab } from './scan'
import { changeSettings, readSettings } from './settings'
import { askPage, endWaiting, fillFront, offerAtField } from './sign-in'

interface Rooms {
  readonly keeper: Keeper
  readonly finds: Finds
  readonly session: Area
  readonly local: Area
  /** Unix milliseconds. */
  readonly now: () => number
}

/** One line a verb: who does it. */
export function routesOver({ keeper, finds, session, local, now }: Rooms): Routes<Sender> {
  const autofill = new Autofill({ keeper, session, local, now })
  return {
    'vault.create': async ({ passphrase }) => begun(await keeper.create(passphrase), 'created', now),
    'vault.unlock': async ({ passphrase }) => begun(await keeper.unlock(passphrase), 'unlocked', now),
    'vault.lock': async () => {
      await Promise.all([keeper.lock(), finds.clear()])
      return 'done'
    },
    'codes.list': ({ first, count }) => listCodes(keeper, first, count, now()),
    'codes.next': ({ id }) => nextCode(keeper, id),
    'accounts.add': (request) => addFound(keeper, finds, request, now()),
    'accounts.enter': ({ entry, despiteConflict }) => enter(keeper, entry, despiteConflict, now()),
    'accounts.rename': ({ id, name }) => renameAccount(keeper, id, name),
    'accounts.remove': ({ id }) => removeAccount(keeper, id, now()),
    'accounts.restore': ({ id }) => restoreAccount(keeper, id),
    'scan.tab': async () => {
      await scanVisibleTab(finds)
      return (await pendingReport(keeper, finds)) ?? { status: 'failed' }
    },
    'scan.pending': async () => (await pendingReport(keeper, finds)) ?? { status: 'none' },
    'scan.dismiss': async () => {
      await finds.clear()
      return 'done'
    },
    'scan.submit': async ({ sightings }) => {
      await finds.keep({ status: 'found', sightings })
      return (await pendingReport(keeper, finds)) ?? { status: 'failed' }
    },
    'scan.capture': () => finds.capture(),
    'signIn.page': () => askPage(keeper),
    'signIn.fill': ({ id }) => fillFront(id),
    'settings.read': () => readSettings(local),
    'settings.change': (settings) => changeSettings(local, settings),
    'autofill.offers': (asked, sender) => offerAtField(keeper, local, sender, asked),
    'autofill.code': async ({ id }, sender) => {
      const given = await autofill.give(sender, id)
      if (given.status === 'code') void endWaiting(sender)
      return given
    },
    'autofill.over': async (_request, sender) => {
      await endWaiting(sender)
      return 'done'
    },
    'autofill.rejected': (seen, sender) => autofill.explain(sender, seen),
    'signIn.openKode': async () => {
      await openKode()
      return 'done'
    },
  }
}

function begun<T>(outcome: T, success: T, now: () => number): T {
  if (outcome === success) lockLater(now())
  return outcome
}

async function addFound(
  keeper: Keeper,
  finds: Finds,
  { find, name, despiteConflict }: Request<'accounts.add'>,
  now: number,
): Promise<AccountAdded> {
  const draft = await finds.draftOf(find)
  if (!draft) return { status: 'gone' }
  const added = await addAccount(keeper, { draft, name, despiteConflict, now })
  if (added.status === 'added') await finds.drop(find)
  return added
}

async function enter(keeper: Keeper, entry: AccountEntry, despiteConflict: boolean, now: number) {
  const draft = parseEntry(entry)
  if (!draft.ok) return { status: 'bad-entry', problem: draft.error } as const
  return addAccount(keeper, { draft: draft.value, name: entry.name, despiteConflict, now })
}

/** The scan nobody has answered. What holds no account is said once: nobody wants it back at the next opening. */
async function pendingReport(keeper: Keeper, finds: Finds): Promise<ScanReport | undefined> {
  // Nearly always there is none, and the vault need not be looked at for that.
  if (!(await finds.exist())) return undefined
  const read = await keeper.read()
  const report = await finds.report(read.ok ? read.value.accounts : undefined)
  if (report && !holdsAccount(report)) await finds.forgetReport()
  return report
}

const holdsAccount = (report: ScanReport): boolean =>
  report.status === 'found' && report.findings.some(({ kind }) => kind === 'account')
