import * as v from 'valibot'
import type { Account, AccountId } from '../domain/account'
import type { Bytes } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'
import { LABEL_LENGTH } from '../domain/text'
import { CONTENTS_VERSION, toPresentVersion } from './contents-versions'
import { utf8 } from './crypto'
import { base64Of, time, within } from './fields'
import { POINT_BYTES } from './lock'
import { LOCKING, LOCKING_BOUNDS, type Locking } from '../domain/locking'
import { MAXIMUM_SLOTS, SLOT_ID_BYTES } from './slots'
import { isAccount, isAccountId } from './stored-account'

/** The inside of a vault. */
export interface Contents {
  readonly accounts: readonly Account[]
  /** A person has put `accounts` in order. Otherwise they stand as they were added. */
  readonly byHand: boolean
  /** Deleted accounts, still encrypted, still restorable. */
  readonly trash: readonly Deleted[]
  /** What is known of each slot and is nobody's business while the vault is closed. */
  readonly ways: readonly Way[]
  readonly locking: Locking
  /** The last backup that was read back and found whole; `null` if there was none. */
  readonly backup: Backup | null
}

export interface Backup {
  /** Unix time in milliseconds. */
  readonly at: number
  /** The accounts in it. */
  readonly accounts: readonly AccountId[]
}

export interface Way {
  /** Of the slot. */
  readonly id: string
  /** What the person calls it; empty if nothing. */
  readonly name: string
  /** Unix time in milliseconds; `null` in vaults of format 1. */
  readonly madeAt: number | null
  /** A recovery code was typed back. True of every other way. */
  readonly confirmed: boolean
  /** What a new vault key is put in with; `null` for a passphrase. */
  readonly publicKey: string | null
}

export interface Deleted {
  readonly account: Account
  /** Unix time in milliseconds. */
  readonly deletedAt: number
  /** Its place in the list, to go back to. */
  readonly position: number
}

export const EMPTY: Contents = {
  accounts: [],
  byHand: false,
  trash: [],
  ways: [],
  locking: LOCKING,
  backup: null,
}

export const MAXIMUM_ACCOUNTS = 10_000

// Code units: a code point may take two.
const text = v.pipe(v.string(), v.maxLength(LABEL_LENGTH * 2))

const account = v.custom<Account>(isAccount)

const way = v.strictObject({
  id: base64Of(SLOT_ID_BYTES),
  name: text,
  madeAt: v.nullable(time),
  confirmed: v.boolean(),
  publicKey: v.nullable(base64Of(POINT_BYTES)),
})

const contents = v.strictObject({
  version: v.literal(CONTENTS_VERSION),
  accounts: v.pipe(v.array(account), v.maxLength(MAXIMUM_ACCOUNTS)),
  byHand: v.boolean(),
  trash: v.pipe(
    v.array(v.strictObject({ account, deletedAt: time, position: time })),
    v.maxLength(MAXIMUM_ACCOUNTS),
  ),
  ways: v.pipe(v.array(way), v.maxLength(MAXIMUM_SLOTS)),
  locking: v.strictObject({
    idleMinutes: within(LOCKING_BOUNDS.idleMinutes),
    hours: within(LOCKING_BOUNDS.hours),
    afterCode: v.boolean(),
  }),
  backup: v.nullable(
    v.strictObject({
      at: time,
      accounts: v.pipe(
        v.array(v.custom<AccountId>(isAccountId)),
        v.maxLength(MAXIMUM_ACCOUNTS),
        v.readonly(),
      ),
    }),
  ),
})

/** The bytes to seal: versioned JSON, which has no zeros. */
export function encodeContents({ accounts, byHand, trash, ways, locking, backup }: Contents): Bytes {
  // Never written, because it would never be read again.
  if (accounts.length > MAXIMUM_ACCOUNTS || trash.length > MAXIMUM_ACCOUNTS)
    throw new Error('more accounts than a vault holds')
  const inside = { version: CONTENTS_VERSION, accounts, byHand, trash, ways, locking, backup }
  return utf8(JSON.stringify(inside))
}

/** Reads what `encodeContents` wrote, in this version of Kode or an earlier one. */
export function decodeContents(bytes: Bytes): Result<Contents, 'malformed' | 'too-new'> {
  const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes))
  const decoded = v.safeParse(contents, toPresentVersion(parsed))
  if (decoded.success) return ok(withoutVersion(decoded.output))
  const claimed = v.safeParse(v.looseObject({ version: v.number() }), parsed)
  return err(claimed.success && claimed.output.version > CONTENTS_VERSION ? 'too-new' : 'malformed')
}

const withoutVersion = ({ version: _version, ...rest }: v.InferOutput<typeof contents>): Contents => rest
