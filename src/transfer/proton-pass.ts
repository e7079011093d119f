import * as v from 'valibot'
import { bareSecretRow } from './bare-secret'
import { readRows, type Row } from './outcome'
import type { Reader } from './reader'
import { aside, items, rowsOf, text } from './rows'

/** `Proton Pass/data.json` of Proton Pass's archive. Passwords in it are not read. */
export const protonPass: Reader = {
  format: 'proton-pass',
  recognises: ({ json }) => v.is(FILE, json),
  read({ json }) {
    const vaults = Object.values(v.parse(FILE, json).vaults)
    const entries = vaults.flatMap(({ name, items: list }) => list.map((item) => ({ vault: name, item })))
    return readRows(rowsOf(entries, ENTRY, readItem))
  },
}

const FILE = v.object({
  vaults: v.record(v.string(), v.object({ name: aside, items: v.array(v.unknown()) })),
})

/** A field that a person added. Those of other types hold other things. */
const FIELD = v.object({ type: v.literal('totp'), data: v.object({ totpUri: v.string() }) })

const ENTRY = v.object({
  vault: v.string(),
  item: v.object({
    pinned: v.fallback(v.boolean(), false),
    data: v.object({
      metadata: v.object({ name: text, note: aside }),
      content: v.object({ itemEmail: aside, itemUsername: aside, username: aside, totpUri: text }),
      extraFields: items,
    }),
  }),
})

function readItem({ vault, item }: v.InferOutput<typeof ENTRY>, row: number): readonly Row[] {
  const { metadata, content, extraFields } = item.data
  const more = extraFields.filter((field) => v.is(FIELD, field)).map(({ data }) => data.totpUri)
  const user = content.itemUsername || content.itemEmail || content.username
  return [content.totpUri, ...more]
    .filter((uri) => uri.trim() !== '')
    .map((uri) =>
      bareSecretRow(
        row,
        uri,
        { issuer: metadata.name, user },
        { ...metadata, tags: [vault], pinned: item.pinned },
      ),
    )
}
