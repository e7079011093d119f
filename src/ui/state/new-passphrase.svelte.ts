import { PASSPHRASE_LENGTH_BOUNDS } from '../../domain/policy'
import { language, t } from '../../platform/i18n'
import type { Strength } from '../passphrase/strength'

/** A passphrase that a person chooses, and types twice. */
export class NewPassphrase {
  /** Characters (code points) that it must have; the background has the last word. */
  least = $state<number>(PASSPHRASE_LENGTH_BOUNDS.minimum)
  typed = $state('')
  repeated = $state('')
  /** What is wrong with each, empty if nothing. */
  problem = $state('')
  repeatProblem = $state('')
  /** Undefined while nothing is typed, and until the estimator is read. */
  strength = $state<Strength>()
  suggested = $state(false)

  /** `least` where an organisation may ask for more than Kode does. */
  constructor(least?: Promise<number>) {
    void least?.then((characters) => (this.least = characters))
  }

  /** More characters are asked for than Kode does by itself. */
  get isLimited(): boolean {
    return this.least > PASSPHRASE_LENGTH_BOUNDS.minimum
  }

  type(value: string): void {
    this.typed = value
    this.problem = ''
    this.suggested = false
    void this.#weigh()
  }

  repeat(value: string): void {
    this.repeated = value
    this.repeatProblem = ''
  }

  async suggest(): Promise<void> {
    const { suggestWords } = await advice()
    this.type(suggestWords(language()))
    this.repeat('')
    this.suggested = true
  }

  /** True if nothing keeps it from being used. */
  check(): boolean {
    const characters = Array.from(this.typed.normalize('NFKC')).length
    this.problem = characters < this.least ? t('passphraseTooShort', String(this.least)) : ''
    this.repeatProblem = this.problem === '' && this.repeated !== this.typed ? t('passphraseDiffers') : ''
    return this.problem === '' && this.repeatProblem === ''
  }

  async #weigh(): Promise<void> {
    const { estimateStrength } = await advice()
    // The latest is weighed, however many waited for the estimator.
    this.strength = this.typed === '' ? undefined : estimateStrength(this.typed)
  }
}

const advice = () => import('../passphrase/passphrase-advice')
