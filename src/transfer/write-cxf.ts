import type { AccountDraft } from '../domain/account'
import { encodeBase64 } from '../domain/base64'
import { nameOf } from '../domain/label'
import { CXF_EXTENSION } from './cxf'

/** An account with what the person calls it; empty if they do not. */
export interface Named extends AccountDraft {
  readonly name: string
  readonly notes?: string
  readonly tags?: readonly string[]
  readonly pinned?: boolean
}

/** A credential's period is one byte. */
const LONGEST_PERIOD = 255

/**
 * FIDO's Credential Exchange Format 1.0, as JSON. It has a credential for time-based codes alone: other accounts are
 * items without credentials, and stand in an extension of the item, as the standard has it for what it does not
 * know. `now` in Unix milliseconds.
 */
export function writeCxf(accounts: readonly Named[], now: number): string {
  return JSON.stringify({
    version: { major: 1, minor: 0 },
    exporterRpId: 'kode.example',
    exporterDisplayName: 'Kode',
    timestamp: Math.floor(now / 1000),
    accounts: [{ id: randomId(), username: '', email: '', collections: [], items: accounts.map(itemOf) }],
  })
}

function itemOf(account: Named): object {
  const { label, name, notes = '', tags = [], pinned = false } = account
  const title = name || label.issuer || label.user
  const item = { id: randomId(), title, subtitle: label.user, favorite: pinned, tags }
  const note = notes === '' ? [] : [{ type: 'note', content: { fieldType: 'string', value: notes } }]
  return isStandard(account)
    ? { ...item, credentials: [{ type: 'totp', ...fieldsOf(account) }, ...note] }
    : {
        ...item,
        credentials: note,
        extensions: [{ name: CXF_EXTENSION, type: account.otp.type, ...fieldsOf(account) }],
      }
}

const isStandard = ({ otp }: AccountDraft): boolean => otp.type === 'totp' && otp.period <= LONGEST_PERIOD

function fieldsOf({ label, otp }: AccountDraft): object {
  const { secret, digits } = otp
  const moving = otp.type === 'hotp' ? { counter: otp.counter } : { period: otp.period }
  const named = { username: nameOf(label), issuer: label.issuer }
  return { secret, ...moving, digits, algorithm: otp.algorithm.toLowerCase(), ...named }
}

/** 16 random bytes, as base64 for URLs. */
function randomId(): string {
  const base64 = encodeBase64(crypto.getRandomValues(new Uint8Array(16)))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
