import { stageAfter, type Move, type MoveStage } from '../../domain/moving'
import { t } from '../../platform/i18n'
import type { Ask } from '../../ui/ask'

/** The steps of a move without the old one's keys, remembered until they are done. */
export class Moving {
  /** The move under way; absent while there is none. */
  move = $state.raw<Move>()
  said = $state('')
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  async look(): Promise<void> {
    this.move = (await this.#ask('move.read', {})).move ?? undefined
  }

  begin(): Promise<void> {
    return this.#go('add', '')
  }

  /** The step is done; after the last, so is the move. */
  async next(): Promise<void> {
    if (!this.move) return
    const stage = stageAfter(this.move.stage)
    await this.#go(stage, stage === null ? t('moveFinished') : '')
  }

  cancel(): Promise<void> {
    return this.#go(null, t('moveCancelled'))
  }

  async #go(stage: MoveStage | null, said: string): Promise<void> {
    const set = await this.#ask('move.set', { stage })
    this.said = set === 'done' ? said : t('moveNotKept')
    await this.look()
  }
}
