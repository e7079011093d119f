import * as v from 'valibot'
import { readRows } from './outcome'
import type { Reader } from './reader'
import { accountRow, numeric, rowsOf, text } from './rows'

/** The file inside Raivo OTP's archive. Every value is a text. */
export const raivo: Reader = {
  format: 'raivo',
  recognises: ({ json }) => Array.isArray(json) && json.some((item) => v.is(MARK, item)),
  read: ({ json }) =>
    readRows(
      rowsOf(
        v.parse(LIST, json),
        ENTRY,
        ({ kind: type, account: name, timer: period, pinned, ...rest }, row) =>
          accountRow(row, { type, name, period, ...rest }, { pinned: pinned === 'true' }),
      ),
    ),
}

const LIST = v.array(v.unknown())
const MARK = v.looseObject({ kind: v.string(), timer: v.unknown() })

const ENTRY = v.object({
  issuer: text,
  account: text,
  secret: v.string(),
  algorithm: v.nullish(v.string()),
  digits: numeric,
  kind: v.string(),
  timer: numeric,
  counter: numeric,
  pinned: v.unknown(),
})
