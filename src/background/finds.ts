import * as v from 'valibot'
import { standingOf, type Account, type AccountDraft } from '../domain/account'
import { isMicrosoft, suggestName } from '../domain/sign-in'
import { isWeakSecret } from '../domain/secret'
import type { Area } from '../platform/area'
import {
  NOTHING_SIGNS,
  type AccountPreview,
  type FindId,
  type Finding,
  type FindStanding,
  type OtpShape,
  type ScanReport,
} from '../protocol/messages'
import { readPayload } from '../scan/payload'
import { randomId } from './random-id'

/** A scan's result waits this long for its answer, over unlocking and closing the popup. Milliseconds. */
const KEPT_FOR = 10 * 60 * 1000

const KEY = 'find'
const LONGEST_PAYLOAD = 7089 // digits in a version 40-L symbol, the longest text one can hold

const storedScan = v.variant('status', [
  v.strictObject({
    status: v.literal('found'),
    foundAt: v.number(),
    symbols: v.array(
      v.strictObject({ find: v.string(), text: v.pipe(v.string(), v.maxLength(LONGEST_PAYLOAD)) }),
    ),
  }),
  v.strictObject({ status: v.literal('nothing'), foundAt: v.number(), sign: v.picklist(NOTHING_SIGNS) }),
  v.strictObject({ status: v.picklist(['forbidden', 'not-allowed', 'failed']), foundAt: v.number() }),
])
type StoredScan = v.InferOutput<typeof storedScan>

/** What a scan came to: the texts of the symbols, or why there are none. */
export type ScanOutcome =
  { readonly status: 'found'; readonly texts: readonly string[] } | Exclude<ScanReport, { status: 'found' }>

/** The last scan, in session memory: payloads hold secrets, so they are never written to disk and never leave. */
export class Finds {
  readonly #area: Area
  readonly #now: () => number

  constructor(area: Area, now: () => number) {
    this.#area = area
    this.#now = now
  }

  keep(outcome: ScanOutcome): Promise<void> {
    const foundAt = this.#now()
    if (outcome.status !== 'found') return this.#write({ ...outcome, foundAt })
    const symbols = outcome.texts.map((text) => ({ find: randomId(), text }))
    return this.#write({ status: 'found', foundAt, symbols })
  }

  /** The draft of a found account, or `undefined` if it is no longer held. */
  async draftOf(find: FindId): Promise<AccountDraft | undefined> {
    const symbol = (await this.#symbols()).find((one) => one.find === find)
    const payload = symbol && readPayload(symbol.text)
    return payload?.kind === 'account' ? payload.draft : undefined
  }

  /** Forgets one find; the scan with it when it was the last. */
  async drop(find: FindId): Promise<void> {
    const scan = await this.#read()
    const symbols = (await this.#symbols()).filter((one) => one.find !== find)
    if (scan && symbols.length > 0) await this.#write({ status: 'found', foundAt: scan.foundAt, symbols })
    else await this.clear()
  }

  clear(): Promise<void> {
    return this.#area.remove(KEY)
  }

  /** A scan waits for its answer. */
  async exist(): Promise<boolean> {
    return (await this.#read()) !== undefined
  }

  /** What the last scan found, compared with `accounts` (`undefined` while the vault is closed). */
  async report(accounts: readonly Account[] | undefined): Promise<ScanReport | undefined> {
    const scan = await this.#read()
    if (!scan) return undefined
    if (scan.status === 'nothing') return { status: scan.status, sign: scan.sign }
    if (scan.status !== 'found') return { status: scan.status }
    const findings = scan.symbols.map(({ find, text }) => findingOf(find as FindId, text, accounts))
    return { status: 'found', findings }
  }

  async #symbols(): Promise<readonly { find: string; text: string }[]> {
    const scan = await this.#read()
    return scan?.status === 'found' ? scan.symbols : []
  }

  async #read(): Promise<StoredScan | undefined> {
    const decoded = v.safeParse(storedScan, await this.#area.read(KEY))
    if (!decoded.success) return undefined
    const age = this.#now() - decoded.output.foundAt
    return age >= 0 && age < KEPT_FOR ? decoded.output : undefined
  }

  #write(scan: StoredScan): Promise<void> {
    return this.#area.write(KEY, scan)
  }
}

function findingOf(find: FindId, text: string, accounts: readonly Account[] | undefined): Finding {
  const payload = readPayload(text)
  if (payload.kind !== 'account') return payload
  const { draft } = payload
  return { kind: 'account', find, preview: previewOf(draft), standing: standingFor(draft, accounts) }
}

function standingFor(draft: AccountDraft, accounts: readonly Account[] | undefined): FindStanding {
  if (!accounts) return { kind: 'unknown' }
  const standing = standingOf(draft, accounts)
  return standing.kind === 'new' ? standing : { kind: standing.kind, name: standing.account.name }
}

/** What a person may see of a draft before adding it: everything but the secret. */
function previewOf(draft: AccountDraft): AccountPreview {
  return {
    label: draft.label,
    otp: shapeOf(draft),
    suggestedName: suggestName(draft),
    weakSecret: isWeakSecret(draft.otp.secret),
    offeredAtMicrosoft: isMicrosoft(draft.label),
  }
}

function shapeOf({ otp }: AccountDraft): OtpShape {
  const { algorithm, digits } = otp
  return otp.type === 'hotp'
    ? { type: otp.type, algorithm, digits, counter: otp.counter }
    : { type: otp.type, algorithm, digits, period: otp.period }
}
