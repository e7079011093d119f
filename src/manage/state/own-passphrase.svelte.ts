import { t } from '../../platform/i18n'

/** Kode's own passphrase, asked for again before anything leaves the vault. */
export class OwnPassphrase {
  typed = $state('')
  /** What is wrong with it, empty if nothing. */
  problem = $state('')

  type(value: string): void {
    this.typed = value
    this.problem = ''
  }

  /** True if there is one to try. */
  check(): boolean {
    this.problem = this.typed === '' ? t('passphraseMissing') : ''
    return this.problem === ''
  }
}
