import { t } from '../../platform/i18n'
import { saveBlob, saveFile } from '../../platform/save-file'
import { writeOtpauthUri } from '../../domain/otpauth-uri'
import type { AccountId } from '../../domain/account'
import type { ExportForm, HandedOut } from '../../protocol/messages'
import { writeMigration, type LeftReason } from '../../transfer/write-migration'
import { writeOtpauthText } from '../../transfer/write-otpauth'
import type { Ask } from '../../ui/ask'
import { closedText } from '../../ui/closed-text'
import { accountText } from '../transfer-sentences'
import type { Workbench } from './workbench.svelte'

export const EXPORTS = ['aegis', 'text', 'google', 'one', 'print'] as const
export type ExportKind = (typeof EXPORTS)[number]

/** What each is to whoever gets hold of it. */
export const FORM = {
  aegis: 'sealed',
  text: 'clear',
  google: 'clear',
  one: 'clear',
  print: 'clear',
} as const satisfies Record<ExportKind, ExportForm>

/** Seconds for which a QR code is shown. */
export const SHOWN = 30

/** Accounts on paper: more are for a backup, and would fill the memory with pictures. */
const MOST_PRINTED = 200

/** QR codes on the screen, one at a time. */
export interface Shown {
  readonly texts: readonly string[]
  readonly at: number
  readonly left: readonly { readonly name: string; readonly reason: LeftReason }[]
}

/** Accounts on their way to another authenticator. */
export class Exporting {
  shown = $state.raw<Shown>()
  /** Seconds until the QR code goes. */
  seconds = $state(0)
  /** Accounts to choose one of. */
  accounts = $state.raw<readonly HandedOut[]>([])
  /** Accounts to print. */
  sheet = $state.raw<readonly HandedOut[]>([])
  said = $state('')
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #ask: Ask
  readonly #workbench: Workbench

  constructor(ask: Ask, workbench: Workbench) {
    this.#ask = ask
    this.#workbench = workbench
  }

  /** The problem with Kode's passphrase, empty if it was not that. `passphrase` is the file's. */
  async export(kind: ExportKind, own: string, passphrase: string): Promise<string> {
    this.drop()
    const handed = await this.#ask('transfer.accounts', { passphrase: own, only: null, form: FORM[kind] })
    if (handed.status !== 'accounts') return closedText(handed)
    await this.#hand(kind, handed.accounts, passphrase)
    return ''
  }

  /** Shows one account's QR code. The problem with Kode's passphrase, empty if it was not that. */
  async showOne(id: AccountId, own: string): Promise<string> {
    this.drop()
    const handed = await this.#ask('transfer.accounts', { passphrase: own, only: id, form: FORM.one })
    if (handed.status !== 'accounts') return closedText(handed)
    const account = handed.accounts[0]
    if (account) this.show(account)
    return account ? '' : t('accountGone')
  }

  show(account: HandedOut): void {
    this.accounts = []
    this.#show([writeOtpauthUri(account)], [])
  }

  next(): void {
    if (!this.shown) return
    const { at, texts } = this.shown
    this.shown = { ...this.shown, at: Math.min(at + 1, texts.length - 1) }
    this.seconds = SHOWN
  }

  /** It is printed, or nobody wants it. */
  putAway(): void {
    this.drop()
    this.said = t('printGone')
  }

  /** Takes the QR code, and all that was handed out, off the page. */
  hide(): void {
    this.drop()
    this.said = t('exportHidden')
  }

  drop(): void {
    clearInterval(this.#timer)
    this.#workbench.cancel()
    this.shown = undefined
    this.accounts = []
    this.sheet = []
    this.said = ''
  }

  async #hand(kind: ExportKind, accounts: readonly HandedOut[], passphrase: string): Promise<void> {
    const count = t('exportSaved', accounts.length)
    if (kind === 'one') this.accounts = accounts
    else if (kind === 'print') this.#lay(accounts)
    else if (kind === 'google') this.#showMigration(accounts)
    else if (kind === 'text') {
      saveFile('kode-otpauth.txt', writeOtpauthText(accounts), 'text/plain')
      this.said = count
    } else {
      const drafts = accounts.map(({ label, otp }) => ({ label, otp }))
      const file = await this.#workbench.do('aegis', { accounts: drafts, passphrase })
      if (file instanceof Blob) saveBlob('kode-aegis.json', file)
      this.said = file instanceof Blob ? count : file === 'failed' ? t('workFailed') : ''
    }
  }

  #lay(accounts: readonly HandedOut[]): void {
    if (accounts.length > MOST_PRINTED) this.said = t('printTooMany', String(MOST_PRINTED))
    else this.sheet = accounts
  }

  #showMigration(accounts: readonly HandedOut[]): void {
    const batch = crypto.getRandomValues(new Int32Array(1))[0] ?? 0
    const { texts, left } = writeMigration(accounts, batch)
    this.#show(
      texts,
      left.map(({ draft, reason }) => ({ name: accountText(draft.label), reason })),
    )
  }

  #show(texts: readonly string[], left: Shown['left']): void {
    this.shown = { texts, at: 0, left }
    this.seconds = SHOWN
    clearInterval(this.#timer)
    this.#timer = setInterval(() => {
      this.seconds -= 1
      if (this.seconds <= 0) this.hide()
    }, 1000)
  }
}
