import type { MessageKey } from '../platform/i18n'
import type { PageFilled, QuietReason, RefusalReason } from '../protocol/messages'

/** Why the tab in front is offered no code. `$1` is its host. */
export const QUIET_TEXT = {
  elsewhere: 'quietElsewhere',
  'browser-page': 'quietBrowserPage',
  unreachable: 'quietUnreachable',
  'device-code': 'dangerDeviceCodeWhat',
  'other-code': 'quietOtherCode',
  'other-method': 'quietOtherMethod',
  'not-chosen': 'quietNotChosen',
  'no-account': 'quietNoAccount',
  'nothing-asked': 'quietNothingAsked',
} as const satisfies Record<QuietReason, MessageKey>

/** Why no code went into the page. */
export const FILLED_TEXT = {
  gone: 'pageGone',
  'too-long': 'offerTooLong',
  locked: 'vaultLocked',
  unavailable: 'offerUnavailable',
  unreachable: 'quietUnreachable',
} as const satisfies Record<Exclude<PageFilled['status'], 'filled' | 'waiting' | 'refused'>, MessageKey>

export const REFUSED_TEXT = {
  origin: 'offerRefusedOrigin',
  frame: 'offerRefusedFrame',
  'device-code': 'offerRefusedDeviceCode',
  account: 'offerRefusedAccount',
  rate: 'offerRefusedRate',
} as const satisfies Record<RefusalReason, MessageKey>
