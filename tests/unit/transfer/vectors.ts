import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Otp } from '../../../src/domain/account'
import type { Bytes } from '../../../src/domain/base64'
import { plainNameOf } from '../../../src/domain/label'
import { codeAt, codeOfCounter } from '../../../src/domain/otp'
import type { Imported, Row } from '../../../src/transfer/outcome'
import expected from '../../fixtures/vectors/transfer/expected.json'

const folder = join(import.meta.dirname, '../../fixtures/vectors/transfer')

/** Every file but the one that says what is in the others. */
export const VECTORS: readonly string[] = readdirSync(folder).filter((name) => name !== 'expected.json')

export const { password: PASSWORD, times: TIMES, accounts: ACCOUNTS } = expected

export const readVector = (name: string): Bytes => Uint8Array.from(readFileSync(join(folder, name)))

export function codeOf(otp: Otp, seconds: number): string {
  return otp.type === 'hotp' ? codeOfCounter(otp) : codeAt(otp, seconds * 1000).digits
}

/** An account in the form of expected.json. */
export function describeAccount({ draft: { label, otp } }: Imported): object {
  return {
    issuer: label.issuer,
    name: plainNameOf(label),
    type: otp.type,
    algorithm: otp.algorithm,
    digits: otp.digits,
    period: otp.type === 'hotp' ? null : otp.period,
    counter: otp.type === 'hotp' ? otp.counter : null,
    secretBase32: otp.secret,
    codes: Object.fromEntries(TIMES.map((time) => [String(time), codeOf(otp, time)])),
  }
}

export const accountsOf = (rows: readonly Row[]): Imported[] =>
  rows.flatMap((row) => (row.ok ? [row.value] : []))
export const refusedOf = (rows: readonly Row[]) => rows.flatMap((row) => (row.ok ? [] : [row.error]))
