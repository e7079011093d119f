import type { HelpPack, Organisation } from '../../domain/help-pack'
import type { Ask } from '../ask'

/** Where a person gets help, once they asked for it. */
export class Help {
  pack = $state.raw<HelpPack>()
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async look(): Promise<void> {
    this.pack = await this.#ask('help.pack', {})
  }

  /** The person says where they belong. */
  async choose(organisation: Organisation): Promise<void> {
    await this.#ask('help.choose', { organisation })
    await this.look()
  }

  leave(): void {
    this.pack = undefined
  }
}
