import type { AccountDraft } from '../domain/account'
import type { OtherForm } from '../domain/other-form'
import { parseOtpauthUri, type OtpauthProblem } from '../domain/otpauth-uri'

/** What the text of a symbol is, so far as Kode is concerned. */
export type Payload =
  | { readonly kind: 'account'; readonly draft: AccountDraft }
  | { readonly kind: 'bad-account'; readonly problem: OtpauthProblem }
  /** Google Authenticator's export (`otpauth-migration://offline?data=…`). */
  | { readonly kind: 'migration' }
  /** Microsoft's own push registration, in any of its three forms. It holds no secret. */
  | { readonly kind: 'microsoft-push' }
  /** One of the QR codes by which Kode moves to another computer (`KODE-MOVE:1:…`). Alone it opens nothing. */
  | { readonly kind: 'move' }
  | { readonly kind: 'other'; readonly form: OtherForm }

/** Tells what a symbol's text is. Never opens, fetches or shows it. */
export function readPayload(text: string): Payload {
  if (/^\s*otpauth:/i.test(text)) {
    const draft = parseOtpauthUri(text)
    return draft.ok ? { kind: 'account', draft: draft.value } : { kind: 'bad-account', problem: draft.error }
  }
  if (/^\s*otpauth-migration:/i.test(text)) return { kind: 'migration' }
  if (isMicrosoftPush(text.trim())) return { kind: 'microsoft-push' }
  if (MOVE.test(text)) return { kind: 'move' }
  return { kind: 'other', form: formOf(text.trim()) }
}

/** Of whichever version: what is in it is read where the others are collected. */
const MOVE = /^KODE-MOVE:\d/

/** The old app link, up to 2025. */
const PHONEFACTOR = /^phonefactor:\/\/activate_account/i

/** Where the link form lives since 2025: for work accounts (`accountType=mfa`) and personal ones (`msa`), and the sovereign clouds. */
const ACTIVATION_HOSTS: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.chinacloudapi.cn',
  'login.partner.microsoftonline.cn',
]
/** Compared without case, as Microsoft's own apps do. */
const ACTIVATION_PATH = '/authenticatorapp/activateaccount'

function isMicrosoftPush(text: string): boolean {
  if (PHONEFACTOR.test(text)) return true
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return (
    protocol === 'https:' &&
    ACTIVATION_HOSTS.includes(hostname) &&
    pathname.toLowerCase().replace(/\/$/, '') === ACTIVATION_PATH
  )
}

const FORMS: readonly (readonly [start: RegExp, form: OtherForm])[] = [
  [/^$/, 'empty'],
  [/^https?:/i, 'link'],
  [/^wifi:/i, 'wifi'],
  [/^(?:begin:vcard|mecard:)/i, 'contact'],
]

function formOf(text: string): OtherForm {
  return FORMS.find(([start]) => start.test(text))?.[1] ?? 'text'
}
