import { t } from '../../platform/i18n'
import type { ProofGiven } from '../../protocol/messages'

/** The passphrase or the recovery code, as a person types it. */
export class TypedProof {
  kind = $state<'passphrase' | 'recovery'>('passphrase')
  typed = $state('')
  problem = $state('')

  type(value: string): void {
    this.typed = value
    this.problem = ''
  }

  turn(): void {
    this.kind = this.kind === 'passphrase' ? 'recovery' : 'passphrase'
    this.type('')
  }

  check(): boolean {
    if (this.typed !== '') return true
    this.problem = t(this.kind === 'passphrase' ? 'passphraseMissing' : 'recoveryMissing')
    return false
  }

  get given(): ProofGiven {
    return this.kind === 'passphrase'
      ? { kind: 'passphrase', passphrase: this.typed }
      : { kind: 'recovery', code: this.typed }
  }
}
