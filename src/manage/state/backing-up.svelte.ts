import { t } from '../../platform/i18n'
import { saveBlob } from '../../platform/save-file'
import type { BackupTold } from '../../protocol/messages'
import type { Ask } from '../../ui/ask'
import { closedText } from '../../ui/closed-text'
import { backupName } from '../backup-name'
import type { Workbench } from './workbench.svelte'

/** Makes backups, and says of one that it is saved only after it was read back and compared. */
export class BackingUp {
  /** How things stand; absent until they were asked about. */
  told = $state.raw<Extract<BackupTold, { status: 'backup' }>>()
  /** What came of the last one. */
  said = $state('')
  readonly #ask: Ask
  readonly #workbench: Workbench
  readonly #now: () => number

  /** `now` gives Unix milliseconds. */
  constructor(ask: Ask, workbench: Workbench, now: () => number) {
    this.#ask = ask
    this.#workbench = workbench
    this.#now = now
  }

  async look(): Promise<void> {
    const told = await this.#ask('transfer.backup', {})
    this.told = told.status === 'backup' ? told : undefined
  }

  /** The problem with Kode's own passphrase, empty if it was not that. */
  async make(own: string, passphrase: string): Promise<string> {
    this.said = ''
    const handed = await this.#ask('transfer.accounts', { passphrase: own, only: null, form: 'sealed' })
    if (handed.status !== 'accounts') return closedText(handed)
    const accounts = handed.accounts.map(({ id: _id, ...carried }) => carried)
    const file = await this.#workbench.do('backup', { accounts, passphrase, now: this.#now() })
    if (file instanceof Blob) this.said = await this.#prove(file, passphrase)
    else if (file === 'failed') this.said = t('workFailed')
    return ''
  }

  cancel(): void {
    this.#workbench.cancel()
  }

  /** Reads back the very bytes that are to be saved, and saves them if they hold what the background has. */
  async #prove(file: Blob, password: string): Promise<string> {
    const read = await this.#workbench.do('read', { file, password })
    if (read === 'cancelled') return ''
    if (read === 'failed') return t('workFailed')
    const accounts = read.status === 'read' ? read.rows.flatMap((row) => (row.ok ? [row.value] : [])) : []
    const proven = await this.#ask('transfer.prove', {
      accounts: accounts.map(({ draft, note: notes, ...rest }) => ({ ...draft, ...rest, notes })),
    })
    if (proven.status === 'differs') return t('backupDiffers')
    if (proven.status !== 'proven') return closedText(proven)
    saveBlob(backupName(this.#now()), file)
    await this.look()
    return t('backupProven', proven.accounts)
  }
}
