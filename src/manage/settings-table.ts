import type { Settings } from '../domain/settings'
import type { MessageKey } from '../platform/i18n'

/** A setting that a person switches on and off, and the value that each stands for. */
type Switch = {
  readonly [Name in keyof Settings]: {
    readonly name: Name
    readonly on: Settings[Name]
    readonly off: Settings[Name]
    readonly title: MessageKey
    readonly what: MessageKey
  }
}[keyof Settings]

/** The settings of the sign-in, in the order shown: a new one is a line here. */
export const SWITCHES: readonly Switch[] = [
  {
    name: 'offer',
    on: 'at-field',
    off: 'toolbar-only',
    title: 'settingOffer',
    what: 'settingOfferWhat',
  },
  { name: 'submit', on: true, off: false, title: 'settingSubmit', what: 'settingSubmitWhat' },
  { name: 'badge', on: true, off: false, title: 'settingBadge', what: 'settingBadgeWhat' },
  { name: 'notify', on: true, off: false, title: 'settingNotify', what: 'settingNotifyWhat' },
  { name: 'codes', on: 'on-press', off: 'shown', title: 'settingHidden', what: 'settingHiddenWhat' },
]
