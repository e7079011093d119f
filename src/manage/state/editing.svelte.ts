import { PERIOD, type AccountId } from '../../domain/account'
import { MOST_TAGS } from '../../domain/text'
import { t } from '../../platform/i18n'
import type { AccountForm, AccountTold, CodeRow, CodeSettings } from '../../protocol/messages'
import type { Ask } from '../../ui/ask'

type Told = Extract<AccountTold, { status: 'account' }>

/** One account on the page, as it is and as it would be. */
export class Editing {
  readonly id: AccountId
  /** As it is kept. */
  readonly before: AccountForm
  readonly type: Told['type']
  form = $state.raw<AccountForm>({} as AccountForm)
  /** As typed. */
  period = $state('')
  tags = $state('')
  /** The code with the settings that are chosen; undefined while none is known. */
  code = $state.raw<CodeRow['code']>()
  readonly settings: CodeSettings | undefined = $derived.by(() => this.#settings())
  readonly periodProblem = $derived(this.settings ? '' : t('editPeriodBad'))
  readonly #ask: Ask
  readonly #now: () => number
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  /** `now` gives Unix milliseconds. */
  constructor(ask: Ask, now: () => number, id: AccountId, { form, type }: Told) {
    this.#ask = ask
    this.#now = now
    this.id = id
    this.type = type
    this.before = form
    this.form = form
    this.period = String(form.settings.period ?? '')
    this.tags = form.tags.join(', ')
  }

  change(part: Partial<AccountForm>): void {
    this.form = { ...this.form, ...part }
  }

  label(part: Partial<AccountForm['label']>): void {
    this.change({ label: { ...this.form.label, ...part } })
  }

  /** Settings that make codes changed: the code is another at once. */
  async set(part: Partial<CodeSettings>): Promise<void> {
    this.change({ settings: { ...this.form.settings, ...part } })
    await this.preview()
  }

  async typePeriod(period: string): Promise<void> {
    this.period = period
    await this.preview()
  }

  /** Asks for the code, and again when its time is over. A reply that another asking has overtaken is dropped. */
  async preview(): Promise<void> {
    const asking = ++this.#asked
    clearTimeout(this.#timer)
    this.code = undefined
    const { settings } = this
    if (!settings) return
    const reply = await this.#ask('accounts.preview', { id: this.id, settings })
    if (asking !== this.#asked || reply.status !== 'preview') return
    const { code } = reply
    this.code = code
    if (code.type === 'totp') this.#previewAfter(Math.max(1000, code.expiresAt - this.#now()))
  }

  /** What is to be kept; undefined while something is wrong with it. */
  get whole(): AccountForm | undefined {
    const { settings } = this
    return settings && { ...this.form, settings, tags: this.#tags() }
  }

  leave(): void {
    this.#asked++
    clearTimeout(this.#timer)
  }

  /** Milliseconds. */
  #previewAfter(wait: number): void {
    this.#timer = setTimeout(() => void this.preview(), wait)
  }

  #tags(): readonly string[] {
    const tags = this.tags.split(',').map((tag) => tag.trim())
    return tags.filter((tag) => tag !== '').slice(0, MOST_TAGS)
  }

  #settings(): CodeSettings | undefined {
    const { settings } = this.form
    if (this.type !== 'totp') return settings
    const period = /^\d{1,3}$/.test(this.period.trim()) ? Number(this.period) : 0
    return period >= PERIOD.minimum && period <= PERIOD.maximum ? { ...settings, period } : undefined
  }
}
