import { isDeviceCodePage } from '../domain/sign-in'
import { isDeviceCodeField } from './code-fields'
import { planField } from './find-field'

/** What Microsoft's page asks for at this moment; the same address shows one after another. */
export type PageState =
  /** The code of an authenticator app. */
  | 'app-code'
  /** A code, and the page does not say from where: offered on a click, never more. */
  | 'unclear-code'
  /** A code sent by SMS, voice call or e-mail. */
  | 'other-code'
  /** The code that another device shows: whoever has it would be signed in. */
  | 'device-code'
  /** The first code, while an authenticator app is being registered. */
  | 'registration-code'
  | 'none'

/** A sign of a state, with the stand-in page (tests/fixtures/pages) that proves it. */
export interface StateSign {
  readonly state: PageState
  readonly seenIn: string
  /** By structure, ids and names only: Microsoft translates every text. */
  readonly holds: (page: Document) => boolean
}

/**
 * Read from the top, the first that holds decides: what must never be filled comes before what may be.
 * A page that shows no sign of SMS is not thereby an app's, hence `unclear-code` last.
 */
export const STATE_SIGNS: readonly StateSign[] = [
  { state: 'device-code', seenIn: 'device-code', holds: isDeviceCodeAddress },
  { state: 'device-code', seenIn: 'device-code', holds: hasDeviceCodeField },
  {
    state: 'other-code',
    seenIn: 'entra-sms',
    holds: (page) => isAuthMethod(page, /^(?:OneWaySMS|TwoWayVoice)/),
  },
  {
    state: 'other-code',
    seenIn: 'entra-sms',
    holds: (page) => hasPicture(page, /picker_verify_(?:sms|email)/),
  },
  { state: 'other-code', seenIn: 'msa-mailed-code', holds: (page) => hasId(page, 'idTxtBx_OTC_Password') },
  { state: 'other-code', seenIn: 'msa-six-boxes', holds: (page) => hasId(page, 'codeEntry-0') },
  { state: 'other-code', seenIn: 'msa-proofs', holds: (page) => hasId(page, 'iOttText') },
  { state: 'registration-code', seenIn: 'register-code', holds: isRegistrationField },
  { state: 'app-code', seenIn: 'entra-otp', holds: (page) => isAuthMethod(page, /^PhoneAppOTP$/) },
  { state: 'app-code', seenIn: 'entra-otp', holds: isTotpPost },
  { state: 'app-code', seenIn: 'entra-otp', holds: (page) => hasPicture(page, /picker_verify_code/) },
  { state: 'unclear-code', seenIn: 'entra-otp-bare', holds: (page) => planField(page).kind === 'field' },
]

/** What `page` asks for now. An app's code is only ever asked for where there is one field for it. */
export function readPageState(page: Document): PageState {
  const found = STATE_SIGNS.find(({ holds }) => holds(page))?.state ?? 'none'
  return found === 'app-code' && planField(page).kind !== 'field' ? 'none' : found
}

/** The states in which a code may be offered, and written after a click. */
export function takesAppCode(state: PageState): boolean {
  return state === 'app-code' || state === 'unclear-code' || state === 'registration-code'
}

function isDeviceCodeAddress(page: Document): boolean {
  return isDeviceCodePage(page.location.href)
}

function hasDeviceCodeField(page: Document): boolean {
  const field = page.getElementById('otc')
  return field instanceof HTMLInputElement && isDeviceCodeField(field)
}

function isRegistrationField(page: Document): boolean {
  const plan = planField(page)
  return plan.kind === 'field' && plan.field.getAttribute('data-testid') === 'verification-entercode-input'
}

/** Entra's hidden input of the method in use; where it is missing nothing is proven. */
function isAuthMethod(page: Document, method: RegExp): boolean {
  return hiddenValues(page, 'mfaAuthMethod').some((value) => method.test(value))
}

/** The hidden `type` a form posts is 19 (StrongAuthTOTP) where the login's own constants are followed. */
function isTotpPost(page: Document): boolean {
  return hiddenValues(page, 'type').includes('19')
}

/** The live lists of `getElementsByName` and `images` are kept by the browser; a selector query is a walk. */
function hiddenValues(page: Document, name: string): readonly string[] {
  return [...page.getElementsByName(name)].flatMap((input) =>
    input instanceof HTMLInputElement ? [input.value] : [],
  )
}

function hasPicture(page: Document, source: RegExp): boolean {
  return [...page.images].some((image) => source.test(image.src))
}

function hasId(page: Document, id: string): boolean {
  return page.getElementById(id) !== null
}
