/** What one of Microsoft's pages asks for at this moment; the same address shows one after another. */
export const PAGE_STATES = [
  /** The code of an authenticator app. */
  'app-code',
  /** The same, after a code was refused. */
  'rejected',
  /** A code, and the page does not say from where: offered on a click, never more. */
  'unclear-code',
  /** The first code, while an authenticator app is being registered. */
  'registration-code',
  /** An approval in Microsoft's own app, with a way to a code instead. */
  'push',
  /** Which way to prove who one is; a code from an app is among them. */
  'method-picker',
  /** A code sent by SMS, voice call or e-mail. */
  'other-code',
  /** Something that no code answers: an approval without a way round it, a list without an app's code. */
  'other-method',
  /** The code that another device shows: whoever has it would be signed in. */
  'device-code',
  'none',
] as const
export type PageState = (typeof PAGE_STATES)[number]

const CODE_STATES = ['app-code', 'rejected', 'unclear-code', 'registration-code'] as const
/** The states in which a code may be offered, and written after a click. */
export type CodeState = (typeof CODE_STATES)[number]

export function takesAppCode(state: PageState): state is CodeState {
  return (CODE_STATES as readonly PageState[]).includes(state)
}

/** The states from which the page's own links lead to a code. */
export type WayState = 'push' | 'method-picker'

export function leadsToCode(state: PageState): state is WayState {
  return state === 'push' || state === 'method-picker'
}

/** The page asks for another second factor than a code of Kode's. From there people often come to one. */
export function asksForOther(state: PageState): boolean {
  return state === 'other-code' || state === 'other-method'
}
