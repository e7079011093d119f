import { SvelteSet } from 'svelte/reactivity'
import { t } from '../../platform/i18n'
import type { AccountId } from '../../domain/account'
import type { Carried, RowStanding } from '../../protocol/messages'
import type { Imported, RefusedRow } from '../../transfer/outcome'
import type { Outcome } from '../../transfer/read'
import type { Ask } from '../../ui/ask'
import { closedText } from '../../ui/closed-text'
import { formatName, unreadText } from '../transfer-sentences'
import type { Workbench } from './workbench.svelte'

/** A row that could be added. */
export interface ImportRow {
  readonly account: Carried
  readonly standing: RowStanding
}

export type ImportStage =
  | { readonly kind: 'ask' | 'reading' }
  | { readonly kind: 'password'; readonly format: string }
  | {
      readonly kind: 'rows'
      readonly format: string
      readonly rows: readonly ImportRow[]
      readonly refused: readonly RefusedRow[]
      readonly missing: readonly { readonly parts: readonly number[]; readonly of: number }[]
    }
  | { readonly kind: 'done'; readonly ids: readonly AccountId[]; readonly passedOver: number }

/** A file on its way in: read by the worker, looked at by the person, added by the background. */
export class Importing {
  stage = $state.raw<ImportStage>({ kind: 'ask' })
  /** What a person should know of what they did last. */
  said = $state('')
  /** The rows to add, by their places in the list. */
  readonly chosen = new SvelteSet<number>()
  #file: Blob | undefined
  readonly #ask: Ask
  readonly #workbench: Workbench

  constructor(ask: Ask, workbench: Workbench) {
    this.#ask = ask
    this.#workbench = workbench
  }

  /** Begins with another file. */
  async take(file: Blob): Promise<void> {
    this.drop()
    this.#file = file
    await this.open('')
  }

  async open(password: string): Promise<void> {
    const before = this.stage
    const file = this.#file
    if (!file) return
    this.said = ''
    this.stage = { kind: 'reading' }
    const outcome = await this.#workbench.do('read', { file, password })
    if (this.#file !== file || outcome === 'cancelled') return
    if (outcome === 'failed') this.#refuse(t('workFailed'))
    else await this.#look(outcome, before)
  }

  toggle(at: number): void {
    if (!this.chosen.delete(at)) this.chosen.add(at)
  }

  /** Adds the chosen rows, all at once. */
  async add(): Promise<void> {
    if (this.stage.kind !== 'rows') return
    const chosen = this.stage.rows.filter((_, at) => this.chosen.has(at))
    const accounts = chosen.map(({ account, standing }) => ({
      ...account,
      despiteConflict: standing.kind === 'conflict',
    }))
    const added = await this.#ask('transfer.add', { accounts })
    if (added.status === 'full') this.said = t('importFull')
    else if (added.status !== 'imported') this.said = closedText(added)
    else {
      this.drop()
      this.stage = { kind: 'done', ids: added.ids, passedOver: added.passedOver }
    }
  }

  async undo(): Promise<void> {
    if (this.stage.kind !== 'done') return
    const undone = await this.#ask('transfer.undo', { ids: this.stage.ids })
    this.drop()
    this.said = undone.status === 'undone' ? t('importUndone', undone.accounts) : closedText(undone)
  }

  /** Forgets the file and what was in it. */
  drop(): void {
    this.#workbench.cancel()
    this.#file = undefined
    this.chosen.clear()
    this.stage = { kind: 'ask' }
    this.said = ''
  }

  async #look(outcome: Outcome, before: ImportStage): Promise<void> {
    if (outcome.status === 'read') await this.#plan(outcome)
    else if (outcome.status === 'password-needed')
      this.stage = { kind: 'password', format: formatName(outcome.format) }
    else if (before.kind === 'password' && outcome.status !== 'refused' && outcome.status !== 'damaged') {
      // The same file may open with another password.
      this.stage = before
      this.said = unreadText(outcome)
    } else this.#refuse(unreadText(outcome))
  }

  async #plan({ rows, missing, format }: Extract<Outcome, { status: 'read' }>): Promise<void> {
    const accounts = rows.flatMap((row) => (row.ok ? [carriedOf(row.value)] : []))
    const refused = rows.flatMap((row) => (row.ok ? [] : [row.error]))
    const planned = await this.#ask('transfer.plan', { accounts })
    if (planned.status !== 'planned') {
      this.#refuse(closedText(planned))
      return
    }
    const standings = planned.standings
    const told = accounts.flatMap((account, at) => {
      const standing = standings[at]
      return standing ? [{ account, standing }] : []
    })
    told.forEach(({ standing }, at) => {
      if (standing.kind === 'new') this.chosen.add(at)
    })
    this.stage = { kind: 'rows', format: formatName(format), rows: told, refused, missing }
  }

  #refuse(said: string): void {
    this.drop()
    this.said = said
  }
}

const carriedOf = ({ draft: { label, otp }, name, note: notes, tags, pinned }: Imported): Carried => ({
  ...{ name, label, otp },
  ...{ notes, tags, pinned },
})
