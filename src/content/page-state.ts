import type { PageState } from '../domain/page-state'
import { isDeviceCodePage } from '../domain/sign-in'
import { isDeviceCodeField } from './code-fields'
import { planField, type FieldPlan } from './find-field'
import { findWay } from './find-way'
import { isShown } from './is-shown'
import { findError } from './page-error'

/** A sign of a state, with the stand-in page (tests/site/pages.mjs) that proves it. */
export interface StateSign {
  readonly state: PageState
  readonly seenIn: string
  /** By structure, ids and names only: Microsoft translates every text. */
  readonly holds: (page: Document, plan: () => FieldPlan) => boolean
}

const APP_SIGNS: readonly StateSign['holds'][] = [
  (page) => isAuthMethod(page, /^PhoneAppOTP$/),
  isTotpPost,
  (page) => hasPicture(page, /picker_verify_code/),
]

/**
 * Read from the top, the first that holds decides: what must never be filled comes before what may be. The list of
 * methods comes before the single ones, whose pictures it shows. A page that shows no sign of SMS is not thereby an
 * app's, hence `unclear-code` last.
 */
export const STATE_SIGNS: readonly StateSign[] = [
  { state: 'device-code', seenIn: 'device-code', holds: isDeviceCodeAddress },
  { state: 'device-code', seenIn: 'device-code', holds: hasDeviceCodeField },
  { state: 'other-method', seenIn: 'entra-push-passwordless', holds: isPasswordless },
  { state: 'push', seenIn: 'entra-push', holds: (page) => isPush(page) && !!findWay(page, 'push') },
  { state: 'other-method', seenIn: 'entra-push-only', holds: isPush },
  {
    state: 'method-picker',
    seenIn: 'entra-picker',
    holds: (page) => isPicker(page) && !!findWay(page, 'method-picker'),
  },
  { state: 'other-method', seenIn: 'entra-picker-no-app', holds: isPicker },
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
  { state: 'other-code', seenIn: 'msa-mailed', holds: (page) => hasId(page, 'idTxtBx_OTC_Password') },
  { state: 'other-code', seenIn: 'msa-six-boxes', holds: (page) => hasId(page, 'codeEntry-0') },
  { state: 'other-code', seenIn: 'msa-proofs', holds: (page) => hasId(page, 'iOttText') },
  { state: 'registration-code', seenIn: 'register-code', holds: isRegistrationField },
  {
    state: 'rejected',
    seenIn: 'entra-otp-error',
    holds: (page, plan) => APP_SIGNS.some((holds) => holds(page, plan)) && isRejected(plan()),
  },
  ...APP_SIGNS.map((holds): StateSign => ({ state: 'app-code', seenIn: 'entra-otp', holds })),
  { state: 'unclear-code', seenIn: 'entra-otp-unclear', holds: (_page, plan) => plan().kind === 'field' },
]

export interface PageReading {
  readonly state: PageState
  /** The page's field for a code. It is looked for once a reading. */
  readonly plan: () => FieldPlan
}

/** What `page` asks for now, and where. An app's code is only ever asked for where there is one field for it. */
export function readPage(page: Document): PageReading {
  let planned: FieldPlan | undefined
  const plan = () => (planned ??= planField(page))
  const found = STATE_SIGNS.find(({ holds }) => holds(page, plan))?.state ?? 'none'
  const needsField = found === 'app-code' || found === 'rejected'
  return { state: needsField && plan().kind !== 'field' ? 'none' : found, plan }
}

export const readPageState = (page: Document): PageState => readPage(page).state

function isDeviceCodeAddress(page: Document): boolean {
  return isDeviceCodePage(page.location.href)
}

function hasDeviceCodeField(page: Document): boolean {
  const field = page.getElementById('otc')
  return field instanceof HTMLInputElement && isDeviceCodeField(field)
}

/** Sign-in by approval alone, without a password before it: no code is a way round it. */
function isPasswordless(page: Document): boolean {
  return showsId(page, 'idRemoteNGC_DisplaySign')
}

/** An approval is waited for, or was not given in time. */
function isPush(page: Document): boolean {
  return showsId(page, 'idDiv_SAOTCAS_Title') || showsId(page, 'idDiv_SAASTO_Title')
}

function isPicker(page: Document): boolean {
  return showsId(page, 'idDiv_SAOTCS_Proofs')
}

function isRegistrationField(page: Document, plan: () => FieldPlan): boolean {
  const inputs = [...page.getElementsByTagName('input')]
  if (!inputs.some((input) => input.dataset.testid === 'verification-entercode-input')) return false
  const planned = plan()
  return planned.kind === 'field' && planned.field.dataset.testid === 'verification-entercode-input'
}

function isRejected(plan: FieldPlan): boolean {
  return plan.kind === 'field' && findError(plan.field) !== undefined
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

function showsId(page: Document, id: string): boolean {
  const element = page.getElementById(id)
  return element !== null && isShown(element)
}

function hasId(page: Document, id: string): boolean {
  return page.getElementById(id) !== null
}
