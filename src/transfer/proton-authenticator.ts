import * as v from 'valibot'
import { bareSecretRow } from './bare-secret'
import { decodeBase64 } from '../domain/base64'
import { openGcm, utf8 } from './cipher'
import { parseJson } from './json'
import { argon2Key } from './kdf'
import { readRows, refusedFile, type Reading } from './outcome'
import type { Opening, Reader } from './reader'
import { aside, rowsOf, text } from './rows'
import { decodeText } from './source'

export const protonAuthenticator: Reader = {
  format: 'proton-authenticator',
  recognises: ({ json }) => v.is(SEALED, json) || v.is(PLAIN, json),
  read: ({ json }, opening) => (v.is(SEALED, json) ? readSealed(json, opening) : readEntries(json)),
}

const SEALED = v.object({ version: v.number(), salt: v.string(), content: v.string() })

const MARK = v.object({ content: v.object({ entry_type: v.string() }) })
const PLAIN = v.object({
  version: v.number(),
  entries: v.pipe(
    v.array(v.unknown()),
    v.check((entries) => entries.length === 0 || entries.some((entry) => v.is(MARK, entry))),
  ),
})

const COST = { memoryKiB: 19_456, iterations: 2, parallelism: 1 } as const
const BOUND = utf8('proton.authenticator.export.v1')
const IV_BYTES = 12

async function readSealed(file: v.InferOutput<typeof SEALED>, opening: Opening): Promise<Reading> {
  const salt = decodeBase64(file.salt)
  const content = decodeBase64(file.content)
  if (!salt || !content) return { status: 'damaged' }
  if (!opening.password) return { status: 'password-needed' }
  const key = await argon2Key(utf8(opening.password), salt, COST, opening)
  if (!key.ok) return refusedFile(key.error)
  const opened = await openGcm(key.value, content.subarray(0, IV_BYTES), content.subarray(IV_BYTES), BOUND)
  if (!opened) return { status: 'cannot-open' }
  const json = parseJson(decodeText(opened) ?? '')
  return json.ok ? readEntries(json.value.value) : { status: 'damaged' }
}

const ENTRY = v.object({ content: v.object({ uri: v.string(), name: text }), note: aside })

function readEntries(json: unknown): Reading {
  const file = v.safeParse(PLAIN, json)
  if (!file.success) return { status: 'damaged' }
  const rows = rowsOf(file.output.entries, ENTRY, ({ content: { uri, name }, note }, row) => {
    const issuer = /^\s*steam:/i.test(uri) ? 'Steam' : ''
    return bareSecretRow(row, uri, { issuer, user: name }, { name, note })
  })
  return readRows(rows)
}
