import type { AccountDraft } from '../domain/account'
import { readFile, type Outcome } from '../transfer/read'
import { writeAegis } from '../transfer/write-aegis'
import { writeBackup } from '../transfer/write-backup'
import type { Named } from '../transfer/write-cxf'

/** What the page has its worker do with files: it derives keys, which takes seconds. */
export interface TransferWork {
  read: { task: { readonly file: Blob; readonly password: string }; done: Outcome }
  /** `now` in Unix milliseconds. */
  backup: {
    task: { readonly accounts: readonly Named[]; readonly passphrase: string; readonly now: number }
    done: Blob
  }
  aegis: { task: { readonly accounts: readonly AccountDraft[]; readonly passphrase: string }; done: Blob }
}

export type WorkKind = keyof TransferWork

/** A message to the worker. It answers with what is done, and is ended. */
export interface Assignment<K extends WorkKind = WorkKind> {
  readonly kind: K
  readonly task: TransferWork[K]['task']
}

const WORK: { [K in WorkKind]: (task: TransferWork[K]['task']) => Promise<TransferWork[K]['done']> } = {
  read: async ({ file, password }) => readFile(new Uint8Array(await file.arrayBuffer()), { password }),
  backup: async ({ accounts, passphrase, now }) => new Blob([await writeBackup(accounts, passphrase, now)]),
  aegis: async ({ accounts, passphrase }) =>
    new Blob([await writeAegis(accounts, passphrase)], { type: 'application/json' }),
}

export const work = <K extends WorkKind>({ kind, task }: Assignment<K>): Promise<TransferWork[K]['done']> =>
  WORK[kind](task)
