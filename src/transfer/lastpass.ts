import * as v from 'valibot'
import { readRows } from './outcome'
import type { Reader } from './reader'
import { accountRow, flag, items, numeric, rowsOf, text } from './rows'

/** LastPass Authenticator's export. */
export const lastPass: Reader = {
  format: 'lastpass',
  recognises: ({ json }) => v.is(FILE, json),
  read({ json }) {
    const { accounts, folders } = v.parse(FILE, json)
    const known = folders.filter((folder) => v.is(FOLDER, folder))
    const names = new Map(known.map(({ id, name }) => [id, name]))
    return readRows(
      rowsOf(
        accounts,
        ACCOUNT,
        (
          { issuerName: issuer, userName: name, timeStep: period, isFavorite: pinned, folderData, ...rest },
          row,
        ) => {
          const tags = [names.get(folderData.folderId) ?? '']
          return accountRow(row, { type: 'totp', issuer, name, period, ...rest }, { tags, pinned })
        },
        ({ folderData }) => folderData.position,
      ),
    )
  },
}

const MARK = v.looseObject({ issuerName: v.string() })
const FILE = v.object({
  accounts: v.pipe(
    v.array(v.unknown()),
    v.check((accounts) => accounts.some((account) => v.is(MARK, account))),
  ),
  folders: items,
})
const FOLDER = v.object({ id: v.number(), name: v.string() })

const ACCOUNT = v.object({
  issuerName: text,
  userName: text,
  secret: v.string(),
  timeStep: numeric,
  digits: numeric,
  algorithm: v.nullish(v.string()),
  isFavorite: flag,
  folderData: v.fallback(v.object({ folderId: v.number(), position: numeric }), {
    folderId: -1,
    position: undefined,
  }),
})
