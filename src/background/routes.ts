import { showManage } from '../platform/manage-page'
import { openKode } from '../platform/popup-window'
import type { Area } from '../platform/area'
import type { Sender } from '../platform/transport'
import type { AccountAdded, AccountEntry, Request, ScanReport } from '../protocol/messages'
import type { Routes } from '../protocol/server'
import { addAccount, confirmAccount, removeAccount, renameAccount, restoreAccount } from './accounts'
import { listTags, moveAccount, orderAccounts, pinAccount, takeCopied } from './arranging'
import type { Accepted } from './accepted'
import { Autofill } from './autofill'
import { listCodes, nextCode } from './codes'
import { editAccount, previewCode, tellAccount } from './editing'
import { parseEntry } from './entry'
import type { Finds } from './finds'
import { chooseOrganisation, readHelpPack } from './help'
import type { Doors } from './doors'
import type { Keeper } from './keeper'
import type { Language } from './language'
import { readLocking, setLocking } from './locking'
import type { Policies } from './policy'
import { Registration } from './registration'
import type { Rescue } from './rescue'
import { scanVisibleTab } from './scan'
import { readMove, setMove } from './moving'
import { changeSettings, readSettings, settingsUnder } from './settings'
import { askPage, endWaiting, fillFront, offerAtField } from './sign-in'
import { listTrash } from './trash'
import type { Transfer } from './transfer'
import type { Ways } from './ways'

interface Rooms {
  readonly keeper: Keeper
  readonly doors: Doors
  readonly ways: Ways
  readonly rescue: Rescue
  readonly transfer: Transfer
  readonly finds: Finds
  readonly accepted: Accepted
  readonly language: Language
  readonly policies: Policies
  readonly session: Area
  readonly local: Area
  /** Unix milliseconds. */
  readonly now: () => number
}

/** One line a verb: who does it. */
export function routesOver(rooms: Rooms): Routes<Sender> {
  const { keeper, doors, ways, rescue, transfer, finds, accepted, language, policies } = rooms
  const { session, local, now } = rooms
  const policy = policies.current
  const autofill = new Autofill({ keeper, session, local, now })
  const registration = new Registration({ keeper, finds, accepted, session, now })
  return {
    'vault.create': ({ passphrase }) => doors.create(passphrase),
    'vault.unlock': ({ passphrase }) => doors.unlock({ kind: 'passphrase', passphrase }),
    'vault.unlockWithRecovery': ({ code }) => doors.unlock({ kind: 'recovery', code }),
    'vault.unlockWithPasskey': (answered) => doors.unlock({ kind: 'passkey', ...answered }),
    'vault.unlockWithPin': ({ pin }) => doors.unlockWithPin(pin),
    'vault.lock': async () => {
      await Promise.all([keeper.lock(), finds.clear()])
      return 'done'
    },
    'vault.doors': () => doors.doors(),
    'vault.ways': () => ways.list(),
    'vault.confirmRecovery': ({ code }) => ways.confirmRecovery(code),
    'vault.recovery': () => ways.recovery(),
    'vault.changePassphrase': ({ current, next }) => ways.changePassphrase(current, next),
    'vault.newRecovery': ({ passphrase }) => ways.newRecovery(passphrase),
    'vault.addPasskey': (addition) => ways.addPasskey(addition),
    'vault.renameWay': ({ id, name }) => ways.renameWay(id, name),
    'vault.removeWay': ({ id, passphrase }) => ways.removeWay(id, passphrase),
    'vault.setPin': ({ pin }) => ways.setPin(pin),
    'vault.dropPin': async () => {
      await keeper.pin.drop()
      return 'done'
    },
    'vault.locking': () => readLocking(keeper, policy),
    'vault.setLocking': (locking) => setLocking(keeper, locking, policy),
    'vault.copies': ({ proof }) => rescue.copies(proof),
    'vault.recover': ({ name, proof }) => rescue.recover(name, proof),
    'vault.exportBytes': () => rescue.exportBytes(),
    'vault.reset': () => rescue.reset(),
    'codes.list': ({ first, count, ...meant }) => {
      const hidden = readSettings(local).then(({ codes }) => codes === 'on-press')
      return listCodes(keeper, first, count, now(), { ...meant, hidden })
    },
    'codes.next': ({ id }) => nextCode(keeper, id),
    'accounts.add': (request) => addFound(keeper, finds, request, now()),
    'accounts.enter': ({ entry, despiteConflict }) => enter(keeper, entry, despiteConflict, now()),
    'accounts.rename': ({ id, name }) => renameAccount(keeper, id, name),
    'accounts.confirm': ({ id }) => confirmAccount(keeper, id),
    'accounts.remove': ({ id }) => removeAccount(keeper, id, now()),
    'accounts.restore': ({ id }) => restoreAccount(keeper, id),
    'accounts.read': ({ id }) => tellAccount(keeper, id),
    'accounts.edit': ({ id, form }) => editAccount(keeper, id, form),
    'accounts.preview': ({ id, settings }) => previewCode(keeper, id, settings, now()),
    'accounts.pin': ({ id, pinned }) => pinAccount(keeper, id, pinned),
    'accounts.used': ({ id }) => takeCopied(keeper, id),
    'accounts.move': ({ id, to }) => moveAccount(keeper, id, to),
    'accounts.order': ({ byHand }) => orderAccounts(keeper, byHand),
    'accounts.tags': () => listTags(keeper),
    'accounts.trash': ({ first, count }) => listTrash(keeper, first, count, now()),
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
      // What is beyond the bound is the page's to tell: it has the pictures.
      await finds.keep({ status: 'found', sightings, more: false })
      return (await pendingReport(keeper, finds)) ?? { status: 'failed' }
    },
    'scan.capture': () => finds.capture(),
    'signIn.page': () => askPage(keeper),
    'signIn.fill': ({ id }) => fillFront(id),
    'help.pack': () => readHelpPack(keeper, local, policy),
    'help.choose': ({ organisation }) => chooseOrganisation(local, organisation),
    'transfer.accounts': ({ passphrase, only, form }) => transfer.accounts(passphrase, only, form),
    'transfer.plan': ({ accounts }) => transfer.plan(accounts),
    'transfer.add': ({ accounts }) => transfer.add(accounts),
    'transfer.undo': ({ ids }) => transfer.undo(ids),
    'transfer.prove': ({ accounts }) => transfer.prove(accounts),
    'transfer.backup': () => transfer.backup(),
    'move.read': () => readMove(local),
    'move.set': ({ stage }) => setMove(local, stage, now()),
    'settings.read': async () => settingsUnder(local, await policy()),
    'settings.change': async (settings) => changeSettings(local, settings, await policy()),
    'policy.read': () => policies.read(),
    'language.read': () => language.told(),
    'language.choose': ({ chosen }) => language.choose(chosen),
    'autofill.offers': (asked, sender) => offerAtField(keeper, local, sender, asked, policy),
    'autofill.texts': () => language.texts(),
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
    'registration.read': ({ picture }, sender) => registration.read(sender, picture),
    'registration.add': (request, sender) => registration.add(sender, request),
    'registration.rename': (request, sender) => registration.rename(sender, request),
    'registration.accepted': (_request, sender) => registration.confirm(sender),
    'signIn.openKode': async () => {
      await openKode()
      return 'done'
    },
    'registration.openHelp': async () => {
      await showManage('help')
      return 'done'
    },
  }
}

async function addFound(
  keeper: Keeper,
  finds: Finds,
  { find, name, despiteConflict }: Request<'accounts.add'>,
  now: number,
): Promise<AccountAdded> {
  const draft = await finds.draftOf(find)
  if (!draft) return { status: 'gone' }
  return addAccount(keeper, { draft, name, despiteConflict, now })
}

async function enter(keeper: Keeper, entry: AccountEntry, despiteConflict: boolean, now: number) {
  const draft = parseEntry(entry)
  if (!draft.ok) return { status: 'bad-entry', problem: draft.error } as const
  return addAccount(keeper, { draft: draft.value, name: entry.name, despiteConflict, now })
}

/** The scan nobody has answered. What leaves nothing to add is said once: nobody wants it back at the next opening. */
async function pendingReport(keeper: Keeper, finds: Finds): Promise<ScanReport | undefined> {
  // Nearly always there is none, and the vault need not be looked at for that.
  if (!(await finds.exist())) return undefined
  const read = await keeper.read()
  const report = await finds.report(read.ok ? read.value.accounts : undefined)
  if (report && !waits(report)) await finds.forgetReport()
  return report
}

const waits = (report: ScanReport): boolean =>
  report.status === 'found' &&
  report.findings.some((finding) => finding.kind === 'account' && finding.standing.kind !== 'present')
