import * as v from 'valibot'
import { readRows, type Row } from './outcome'
import type { Reader } from './reader'
import { accountRow, aside, flag, items, numeric, refusedRow, rowsOf, text, texts } from './rows'

/** The `name` of Kode's own extension of an item: an account that CXF 1.0 has no credential for. */
export const CXF_EXTENSION = 'kode-one-time-password'

/**
 * FIDO's Credential Exchange Format 1.0, and the flat variant that authenticator.sh writes. An item may have several
 * credentials; those for one-time codes are read, and the rest is none of our business.
 */
export const cxf: Reader = {
  format: 'cxf',
  recognises: ({ json }) => v.is(STANDARD, json) || v.is(FLAT, json),
  read({ json }) {
    const accounts = v.is(STANDARD, json) ? json.accounts : [json]
    const entries = accounts
      .filter((account) => v.is(ACCOUNT, account))
      .flatMap((one) => entriesOf(v.parse(ACCOUNT, one)))
    return readRows(rowsOf(entries, ENTRY, readEntry))
  },
}

const ITEMS = v.looseObject({ items: v.array(v.unknown()) })
const STANDARD = v.object({
  version: v.object({ major: v.number() }),
  accounts: v.pipe(
    v.array(v.unknown()),
    v.check((accounts) => accounts.every((account) => v.is(ITEMS, account))),
  ),
})
const FLAT = v.looseObject({ version: v.number(), exporter: v.string(), items: v.array(v.unknown()) })

const ACCOUNT = v.object({ items: v.array(v.unknown()), collections: items })
const COLLECTION = v.object({ title: v.string(), items: v.array(v.unknown()) })
const LINK = v.object({ item: v.string() })

/** The items, each with the titles of the collections it is in. */
function entriesOf({
  items: list,
  collections,
}: v.InferOutput<typeof ACCOUNT>): readonly { item: unknown; titles: string[] }[] {
  const titles = new Map<string, string[]>()
  for (const { title, items: links } of collections.filter((one) => v.is(COLLECTION, one)))
    for (const { item } of links.filter((link) => v.is(LINK, link)))
      titles.set(item, [...(titles.get(item) ?? []), title].slice(0, 32))
  return list.map((item) => ({ item, titles: v.is(IDENTIFIED, item) ? (titles.get(item.id) ?? []) : [] }))
}

const IDENTIFIED = v.looseObject({ id: v.string() })
const fields = {
  secret: v.string(),
  algorithm: v.nullish(v.string()),
  digits: numeric,
  period: numeric,
  username: v.nullish(v.string()),
  issuer: v.nullish(v.string()),
}
const OTP = v.object({ type: v.string(), counter: numeric, ...fields })
/** A credential or an extension that means to be one. */
const OURS = v.union([
  v.looseObject({ type: v.literal('totp') }),
  v.looseObject({ name: v.literal(CXF_EXTENSION) }),
])
const NOTE = v.object({ type: v.literal('note'), content: v.object({ value: v.string() }) })

const ENTRY = v.object({
  titles: v.array(v.string()),
  item: v.object({
    title: text,
    subtitle: aside,
    favorite: flag,
    tags: texts,
    credentials: v.array(v.unknown()),
    extensions: items,
  }),
})

function readEntry({ item, titles }: v.InferOutput<typeof ENTRY>, row: number): readonly Row[] {
  const { title, subtitle, favorite: pinned, credentials } = item
  const note = credentials.find((one) => v.is(NOTE, one))?.content.value ?? ''
  const extras = { name: title, note, tags: [...item.tags, ...titles], pinned }
  const found = [...credentials, ...item.extensions].filter((one) => v.is(OURS, one))
  return found.map((one) => {
    const decoded = v.safeParse(OTP, one)
    if (!decoded.success) return refusedRow(row, { issuer: title, user: subtitle }, 'malformed')
    const { username, issuer, ...rest } = decoded.output
    return accountRow(row, { ...rest, issuer: issuer ?? title, name: username ?? subtitle }, extras)
  })
}
