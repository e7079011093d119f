import * as v from 'valibot'
import { readRows } from './outcome'
import type { Reader } from './reader'
import { accountRow, numeric, rowsOf, text, texts } from './rows'

export const freeOtpPlus: Reader = {
  format: 'freeotp-plus',
  recognises: ({ json }) => v.is(FILE, json),
  read({ json }) {
    const { tokens, tokenOrder } = v.parse(FILE, json)
    const places = new Map(tokenOrder.map((id, at) => [id, at]))
    const placeOf = ({ issuerExt, label }: Token) =>
      places.get(issuerExt === '' ? label : `${issuerExt}:${label}`)
    return readRows(rowsOf(tokens, TOKEN, readToken, placeOf))
  },
}

const FILE = v.object({ tokens: v.array(v.unknown()), tokenOrder: texts })

const TOKEN = v.object({
  type: v.nullish(v.string(), 'TOTP'),
  issuerExt: text,
  label: text,
  /** What the person wrote over them. */
  issuerAlt: text,
  labelAlt: text,
  algo: v.nullish(v.string()),
  digits: numeric,
  period: numeric,
  counter: numeric,
  /** Java's bytes: from -128. */
  secret: v.array(v.pipe(v.number(), v.integer(), v.minValue(-128), v.maxValue(127))),
})
type Token = v.InferOutput<typeof TOKEN>

function readToken(token: Token, row: number): ReturnType<typeof accountRow> {
  const { issuerExt, issuerAlt, label, labelAlt, secret, algo: algorithm, counter, ...rest } = token
  return accountRow(row, {
    ...rest,
    algorithm,
    issuer: issuerAlt || issuerExt,
    name: labelAlt || label,
    secret: Uint8Array.from(secret, (byte) => byte & 0xff),
    // The file has the counter of the last code, a URI that of the next.
    counter: typeof counter === 'number' ? counter + 1 : counter,
  })
}
