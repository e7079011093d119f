import { saveFile } from '../../platform/save-file'
import type { CopiesListed, CopyShown, ProofGiven, VaultRecovered } from '../../protocol/messages'
import type { Ask } from '../ask'
import { listCopies } from '../list-copies'

/** What is left of a vault that does not open. */
export class Rescue {
  /** Undefined until it was looked for. */
  copies = $state.raw<readonly CopyShown[]>()
  /** What opened at least one of them. */
  proof = $state.raw<ProofGiven>()
  readonly #ask: Ask
  readonly #reload: () => Promise<void>

  constructor(ask: Ask, reload: () => Promise<void>) {
    this.#ask = ask
    this.#reload = reload
  }

  /** Looks for copies, and into them where `proof` is given. */
  async look(proof: ProofGiven | null): Promise<CopiesListed> {
    const listed = await this.#ask('vault.copies', { proof })
    if (listed.status === 'copies') {
      this.copies = listCopies(listed.copies)
      this.proof = proof ?? undefined
    }
    return listed
  }

  async recover(name: string, proof: ProofGiven): Promise<VaultRecovered> {
    const outcome = await this.#ask('vault.recover', { name, proof })
    if (outcome.status === 'recovered') await this.#reload()
    return outcome
  }

  /** Everything that is stored, sealed as it is, in a file for the person. False if it cannot be read. */
  async saveBytes(): Promise<boolean> {
    const exported = await this.#ask('vault.exportBytes', {})
    if (exported.status !== 'bytes') return false
    saveFile('kode-encrypted.json', exported.text, 'application/json')
    return true
  }

  forget(): void {
    this.copies = undefined
    this.proof = undefined
  }
}
