import * as v from 'valibot'
import { standingOf, type Account, type AccountDraft } from '../domain/account'
import { isMicrosoft, suggestName } from '../domain/sign-in'
import type { Sighting } from '../domain/pixels'
import { isWeakSecret } from '../domain/secret'
import type { Area } from '../platform/area'
import { sighting } from '../protocol/decode'
import {
  FORBIDDEN_PAGES,
  NOTHING_SIGNS,
  type NothingSign,
  type AccountPreview,
  type FindId,
  type Found,
  type FindStanding,
  type OtpShape,
  type CaptureHeld,
  type ScanReport,
  type Thumbnail,
} from '../protocol/messages'
import { readPayload } from '../scan/payload'
import { readMigration } from '../transfer/google-migration'
import { randomId } from './random-id'
import { unfold } from './unfold'

/** A scan's result waits this long for its answer, over unlocking and closing the popup. Milliseconds. */
const KEPT_FOR = 10 * 60 * 1000

const KEY = 'find'
/** The capture in which nothing was found: a key of its own, as it is large and seldom asked for. */
const CAPTURE_KEY = 'capture'

const picture = v.optional(v.strictObject({ url: v.string(), width: v.number(), height: v.number() }))

const storedScan = v.variant('status', [
  v.strictObject({
    status: v.literal('found'),
    foundAt: v.number(),
    picture,
    more: v.boolean(),
    symbols: v.array(v.strictObject({ find: v.string(), sighting: v.number(), ...sighting.entries })),
  }),
  v.strictObject({
    status: v.literal('nothing'),
    foundAt: v.number(),
    picture,
    sign: v.picklist(NOTHING_SIGNS),
    captureHeld: v.boolean(),
  }),
  v.strictObject({ status: v.literal('forbidden'), foundAt: v.number(), page: v.picklist(FORBIDDEN_PAGES) }),
  v.strictObject({ status: v.picklist(['not-allowed', 'failed']), foundAt: v.number() }),
])
type StoredScan = v.InferOutput<typeof storedScan>

const storedCapture = v.strictObject({ foundAt: v.number(), url: v.string() })

/** What a scan came to: what the symbols say and where, or why there are none. */
export type ScanOutcome =
  | {
      readonly status: 'found'
      readonly sightings: readonly Sighting[]
      readonly more: boolean
      readonly picture?: Thumbnail | undefined
    }
  | {
      readonly status: 'nothing'
      readonly sign: NothingSign
      readonly picture?: Thumbnail | undefined
      /** The whole capture as a data URL, for the person to show where the code is. */
      readonly capture?: string | undefined
    }
  | Exclude<ScanReport, { status: 'found' | 'nothing' }>

/**
 * The last scan, in session memory: payloads and pictures of them hold secrets, so they are never written to
 * disk, no payload ever leaves, and all of it is erased when it is too old to be answered.
 */
export class Finds {
  readonly #area: Area
  readonly #now: () => number
  readonly #forgetLater: (when: number) => void

  /** `now` gives, and `forgetLater` takes, Unix milliseconds. */
  constructor(area: Area, now: () => number, forgetLater: (when: number) => void) {
    this.#area = area
    this.#now = now
    this.#forgetLater = forgetLater
  }

  async keep(outcome: ScanOutcome): Promise<void> {
    const foundAt = this.#now()
    this.#forgetLater(foundAt + KEPT_FOR)
    await this.#area.remove(CAPTURE_KEY)
    if (outcome.status === 'found') {
      const symbols = outcome.sightings.flatMap((one, sighting) =>
        unfold(one).map((part) => ({ find: randomId(), sighting, ...part })),
      )
      await this.#write({ status: 'found', foundAt, picture: outcome.picture, more: outcome.more, symbols })
    } else if (outcome.status === 'nothing') {
      const { capture, sign, picture } = outcome
      if (capture !== undefined) await this.#area.write(CAPTURE_KEY, { foundAt, url: capture })
      await this.#write({ status: 'nothing', foundAt, sign, picture, captureHeld: capture !== undefined })
    } else await this.#write({ ...outcome, foundAt })
  }

  /** The capture of the last scan, if nothing was found in it. */
  async capture(): Promise<CaptureHeld> {
    const held = v.safeParse(storedCapture, await this.#area.read(CAPTURE_KEY))
    if (!held.success || !this.#isFresh(held.output.foundAt)) return { status: 'gone' }
    return { status: 'held', url: held.output.url }
  }

  /** The draft of a found account, or `undefined` if it is no longer held. */
  async draftOf(find: FindId): Promise<AccountDraft | undefined> {
    const symbol = (await this.#symbols()).find((one) => one.find === find)
    const payload = symbol && readPayload(symbol.text)
    return payload?.kind === 'account' ? payload.draft : undefined
  }

  clear(): Promise<void> {
    return this.#area.remove(KEY, CAPTURE_KEY)
  }

  /** Forgets the report that was just told, and keeps the capture for who wants to point at the code. */
  forgetReport(): Promise<void> {
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
    const { foundAt: _foundAt, ...report } = scan
    if (report.status !== 'found') return report
    const findings = report.symbols.map(({ find, sighting, text, places }) => ({
      ...foundIn(find as FindId, text, accounts),
      sighting,
      places,
    }))
    return { status: 'found', findings, picture: report.picture, more: report.more }
  }

  async #symbols(): Promise<Extract<StoredScan, { status: 'found' }>['symbols']> {
    const scan = await this.#read()
    return scan?.status === 'found' ? scan.symbols : []
  }

  async #read(): Promise<StoredScan | undefined> {
    const decoded = v.safeParse(storedScan, await this.#area.read(KEY))
    if (!decoded.success) return undefined
    return this.#isFresh(decoded.output.foundAt) ? decoded.output : undefined
  }

  #isFresh(foundAt: number): boolean {
    const age = this.#now() - foundAt
    return age >= 0 && age < KEPT_FOR
  }

  #write(scan: StoredScan): Promise<void> {
    return this.#area.write(KEY, scan)
  }
}

function foundIn(find: FindId, text: string, accounts: readonly Account[] | undefined): Found {
  const payload = readPayload(text)
  if (payload.kind === 'migration') return migrationIn(text)
  if (payload.kind !== 'account') return payload
  const { draft } = payload
  return { kind: 'account', find, preview: previewOf(draft), standing: standingFor(draft, accounts) }
}

/** What there is to say of an export. Its accounts are finds of their own (`unfold`). */
function migrationIn(text: string): Found {
  const read = readMigration(text)
  if (!read.ok) return { kind: 'bad-account', problem: 'uri-malformed' }
  const { part, parts, rows } = read.value
  const accounts = rows.filter(({ ok }) => ok).length
  return { kind: 'migration', part, parts, accounts, refused: rows.length - accounts }
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
