import { language, t, type MessageKey } from '../platform/i18n'
import type { Mistyped, VaultUnlocked, VaultUnlockedWithPin } from '../protocol/messages'
import { clockTime } from './clock-time'
import { RECOVERY_UNLOCK_TEXT, PIN_UNLOCK_TEXT, UNLOCK_TEXT } from './sentences'
import type { Entrance } from './state/entrance.svelte'

/** What a person types to open the vault. */
export type WayIn = 'passphrase' | 'pin' | 'recovery'

interface Said {
  readonly label: MessageKey
  readonly missing: MessageKey
  /** What leads there from another way. */
  readonly choose: MessageKey
}

export const WAY_TEXT = {
  passphrase: { label: 'passphraseLabel', missing: 'passphraseMissing', choose: 'choosePassphrase' },
  pin: { label: 'pinLabel', missing: 'pinMissing', choose: 'choosePin' },
  recovery: { label: 'recoveryLabel', missing: 'recoveryMissing', choose: 'chooseRecovery' },
} as const satisfies Record<WayIn, Said>

/** Tries what was typed. Gives the sentence that says why it does not open, empty if it does. */
export async function tryWay(entrance: Entrance, way: WayIn, typed: string): Promise<string> {
  if (way === 'pin') return pinSentence(await entrance.unlockWithPin(typed))
  if (way === 'recovery') return sentence(await entrance.unlockWithRecovery(typed), RECOVERY_UNLOCK_TEXT)
  return sentence(await entrance.unlock(typed), UNLOCK_TEXT)
}

type Outcome = VaultUnlocked | Mistyped

function sentence<O extends Outcome>(
  outcome: O,
  texts: Record<Exclude<O['status'], 'unlocked'>, MessageKey>,
): string {
  if (outcome.status === 'unlocked') return ''
  const until = outcome.status === 'wait' ? [clockTime(outcome.until, language())] : []
  return t(texts[outcome.status as Exclude<O['status'], 'unlocked'>], ...until)
}

function pinSentence(outcome: VaultUnlockedWithPin): string {
  if (outcome.status === 'unlocked') return ''
  const left = outcome.status === 'pin-wrong' ? [outcome.triesLeft] : []
  return t(PIN_UNLOCK_TEXT[outcome.status], ...left)
}
