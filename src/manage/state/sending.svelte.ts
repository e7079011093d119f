import { language, t } from '../../platform/i18n'
import { writeFrames } from '../../transfer/move-frames'
import type { Ask } from '../../ui/ask'
import { closedText } from '../../ui/closed-text'
import type { Workbench } from './workbench.svelte'

/**
 * The words are never on the screen together with the QR codes: a picture of the codes alone opens nothing, and
 * each transfer has words of its own.
 */
export type SendingStage =
  | { readonly kind: 'ask' }
  | { readonly kind: 'frames'; readonly texts: readonly string[]; readonly words: string }
  | { readonly kind: 'words'; readonly words: string }

/** All accounts on their way to another screen: sealed under six random words, and cut into QR codes. */
export class Sending {
  stage = $state.raw<SendingStage>({ kind: 'ask' })
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

  /** The problem with Kode's own passphrase, empty if it was not that. */
  async begin(own: string): Promise<string> {
    this.drop()
    const handed = await this.#ask('transfer.accounts', { passphrase: own, only: null, form: 'sealed' })
    if (handed.status !== 'accounts') return closedText(handed)
    const { suggestWords } = await import('../../ui/passphrase/passphrase-advice')
    const words = suggestWords(language())
    const accounts = handed.accounts.map(({ id: _id, ...carried }) => carried)
    const task = { accounts, passphrase: words, now: this.#now() }
    const file = await this.#workbench.do('backup', task)
    if (file instanceof Blob) await this.#cut(file, words)
    else if (file === 'failed') this.said = t('workFailed')
    return ''
  }

  /** The other computer has every QR code: they go, and the words come. */
  tellWords(): void {
    if (this.stage.kind === 'frames') this.stage = { kind: 'words', words: this.stage.words }
  }

  /** Forgets the transfer; the next has other words. */
  drop(): void {
    this.#workbench.cancel()
    this.stage = { kind: 'ask' }
    this.said = ''
  }

  async #cut(file: Blob, words: string): Promise<void> {
    const texts = await writeFrames(new Uint8Array(await file.arrayBuffer()))
    if (texts) this.stage = { kind: 'frames', texts, words }
    else this.said = t('moveTooMany')
  }
}
