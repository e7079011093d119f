import { isDeepStrictEqual } from 'node:util'
import type * as Scrypt from '@noble/hashes/scrypt.js'
import type * as HashWasm from 'hash-wasm'
import { beforeAll, expect, test, vi } from 'vitest'
import { ALGORITHMS, steamOf, type Otp } from '../../../src/domain/account'
import type { Bytes } from '../../../src/domain/base64'
import { labelOf, nameOf } from '../../../src/domain/label'
import { parseSecret } from '../../../src/domain/secret'
import { cleanLabel } from '../../../src/domain/text'
import { FORMATS, type Format, type Imported, type Row } from '../../../src/transfer/outcome'
import { detect, readFile, type Outcome } from '../../../src/transfer/read'
import { mutateBytes, mutatePayload, mutateTree, randomFrom, type Mutation, type Random } from './mutate'
import { remembering, stopLearning } from './remembered-kdf'
import { PASSWORD, readVector, VECTORS } from './vectors'

/**
 * Every reader, given files that are a little wrong: `npm run test:fuzz` asks for a million each. The derivations of
 * the files' own numbers are real; a changed file's are not made, because ten thousand would take hours.
 */
const RUNS = Number(process.env.KODE_FUZZ_RUNS ?? 10_000)
const SEED = Number(process.env.KODE_FUZZ_SEED ?? 20_261_122)
/** Milliseconds. Longer than this is a hang, if it is so every time. */
const HANG = 1000

vi.mock('hash-wasm', async (original) => {
  const memory = await import('./remembered-kdf')
  const { argon2id } = await original<typeof HashWasm>()
  return { argon2id: memory.remembering(argon2id, ({ hashLength }) => new Uint8Array(hashLength) as never) }
})
vi.mock('@noble/hashes/scrypt.js', async (original) => {
  const memory = await import('./remembered-kdf')
  const { scrypt, scryptAsync } = await original<typeof Scrypt>()
  return {
    scrypt: memory.rememberingAtOnce(scrypt, () => new Uint8Array(32)),
    scryptAsync: memory.remembering(scryptAsync, () => new Uint8Array(32)),
  }
})

/** Files of formats that have no vector. */
const MADE: readonly string[] = [
  JSON.stringify({
    vaults: {
      id: {
        name: 'Personal',
        items: [
          {
            pinned: true,
            data: {
              metadata: { name: 'Acme', note: '' },
              content: { itemUsername: 'bob', totpUri: 'GEZDGNBV' },
              extraFields: [{ type: 'totp', data: { totpUri: 'steam://GEZDGNBV' } }],
            },
          },
        ],
      },
    },
  }),
  JSON.stringify({
    version: '2.0',
    exportDate: '2026-01-01',
    accounts: [
      {
        name: 'bob',
        issuer: 'Acme',
        secret: 'GEZDGNBV',
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        group: 'x',
      },
    ],
  }),
]

const CORPUS: readonly Bytes[] = [
  ...VECTORS.map(readVector),
  ...MADE.map((text) => new TextEncoder().encode(text)),
]

const formatOf = (bytes: Bytes): Format | undefined => {
  const found = detect(bytes)
  return found.ok ? found.value : undefined
}

beforeAll(async () => {
  const derive = crypto.subtle.deriveBits.bind(crypto.subtle)
  // A CryptoKey has no JSON: every question here is of one password.
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation(remembering(derive, () => new ArrayBuffer(32)))
  for (const bytes of CORPUS)
    expect(await readFile(bytes, { password: PASSWORD })).toHaveProperty('status', 'read')
  stopLearning()
}, 120_000)

test('every format is fuzzed', () => {
  expect(new Set(CORPUS.map(formatOf))).toEqual(new Set(FORMATS))
})

test.each(FORMATS)(
  '%s',
  async (format) => {
    const random = randomFrom(SEED + FORMATS.indexOf(format))
    const files = CORPUS.filter((bytes) => formatOf(bytes) === format)
    const reached = new Map<string, number>()
    for (let run = 0; run < RUNS; run += 1) {
      const bytes = mutated(random, format, files[run % files.length]!)
      const outcome = await watched(bytes, run)
      const kind = `${outcome.format === format ? '' : 'another format: '}${outcome.status}`
      reached.set(kind, (reached.get(kind) ?? 0) + 1)
    }
    expect(Object.keys(Object.prototype)).toEqual([])
    expect({}).not.toHaveProperty('polluted')
    // Mutations that nothing recognises any more would prove nothing about this reader.
    expect(
      (reached.get('read') ?? 0) + (reached.get('damaged') ?? 0) + (reached.get('cannot-open') ?? 0),
    ).toBeGreaterThan(RUNS / 10)
    expect(process.memoryUsage().heapUsed).toBeLessThan(2 ** 30)
  },
  2 ** 31 - 1,
)

function mutated(random: Random, format: Format, bytes: Bytes): Bytes {
  const mutations: readonly Mutation[] = [
    mutateBytes,
    mutateTree,
    mutateTree,
    format === 'google-migration' ? mutatePayload : mutateTree,
  ]
  let changed = bytes
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const mutation = mutations[Math.floor(random() * mutations.length)]!
    changed = mutation(random, changed, CORPUS[Math.floor(random() * CORPUS.length)]!)
  }
  return changed
}

/** Reads, and says with which bytes where it fails: run it alone with them. */
async function watched(bytes: Bytes, run: number): Promise<Outcome> {
  try {
    const [outcome, time] = await timed(bytes)
    // A busy machine stops a test for a second now and then, but hardly four times in a row.
    const slow = time > HANG && (await timed(bytes))[1] > HANG && (await timed(bytes))[1] > HANG
    if (slow) throw new Error(`hangs for ${time} ms`)
    check(outcome)
    return outcome
  } catch (cause) {
    throw new Error(`run ${run} of seed ${SEED}: base64 ${Buffer.from(bytes).toString('base64')}`, { cause })
  }
}

async function timed(bytes: Bytes): Promise<readonly [Outcome, number]> {
  const begun = performance.now()
  const outcome = await readFile(bytes, { password: PASSWORD })
  return [outcome, performance.now() - begun]
}

/** What every outcome promises, whatever was in the file. Plain comparisons: `expect` is slow a million times. */
function check(outcome: Outcome): void {
  if (outcome.status !== 'read') return
  if (outcome.rows.length > 10_000) throw new Error('too many rows')
  for (const row of outcome.rows) if (!isSound(row)) throw new Error(`unsound: ${JSON.stringify(row)}`)
}

const isSound = (row: Row): boolean =>
  row.ok
    ? isSoundAccount(row.value)
    : isClean(row.error.name) && Number.isSafeInteger(row.error.row) && row.error.row > 0

const isClean = (text: string): boolean => cleanLabel(text) === text

function isSoundAccount({ draft: { label, otp }, name, note, tags }: Imported): boolean {
  const again = labelOf(label.issuer, nameOf(label))
  const texts = [label.issuer, label.organisation, label.user, name, ...tags, ...note.split('\n')]
  const sameLabel = again.user === label.user && again.organisation === label.organisation
  return texts.every(isClean) && sameLabel && tags.length <= 32 && note.length <= 4096 && isSoundOtp(otp)
}

function isSoundOtp(otp: Otp): boolean {
  const secret = parseSecret(otp.secret)
  if (!secret.ok || secret.value !== otp.secret || !ALGORITHMS.includes(otp.algorithm)) return false
  if (otp.type === 'steam') return isDeepStrictEqual(otp, steamOf(otp.secret))
  const moving =
    otp.type === 'hotp' ? isWithin(otp.counter, 0, Number.MAX_SAFE_INTEGER - 1) : isWithin(otp.period, 1, 600)
  return moving && isWithin(otp.digits, 6, 8)
}

const isWithin = (value: number, minimum: number, maximum: number): boolean =>
  Number.isSafeInteger(value) && value >= minimum && value <= maximum
