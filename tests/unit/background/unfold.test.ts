import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unfold } from '../../../src/background/unfold'
import { Finds } from '../../../src/background/finds'
import { MemoryArea } from './memory-area'

const vector = (name: string) =>
  readFileSync(new URL(`../../fixtures/vectors/transfer/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
const [first = '', second = ''] = vector('google-migration-2-batches.txt')

test('an export is told, and after it each of its accounts', async () => {
  const finds = new Finds(
    new MemoryArea(),
    () => 0,
    () => undefined,
  )
  await finds.keep({ status: 'found', sightings: [first, second].map(seen), more: false })
  const report = await finds.report([])
  const findings = report?.status === 'found' ? report.findings : []
  const exports = findings.flatMap((one) => (one.kind === 'migration' ? [one] : []))
  expect(exports).toMatchObject([
    { part: 1, parts: 2, sighting: 0, places: [PLACE] },
    { part: 2, parts: 2, sighting: 1, places: [PLACE] },
  ])
  const accounts = findings.flatMap((one) => (one.kind === 'account' ? [one] : []))
  expect(accounts).toHaveLength(exports.reduce((sum, one) => sum + one.accounts, 0))
  expect(accounts.length).toBeGreaterThan(1)
  expect(accounts.filter(({ sighting }) => sighting === 1)).toHaveLength(exports[1]?.accounts ?? 0)
  for (const { find, places } of accounts) {
    expect(places).toEqual([])
    expect(await finds.draftOf(find)).toBeDefined()
  }
})

test('an export that cannot be read in full gives no account', async () => {
  const damaged = seen(first.slice(0, first.length / 2))
  expect(unfold(damaged)).toEqual([damaged])
  const finds = new Finds(
    new MemoryArea(),
    () => 0,
    () => undefined,
  )
  await finds.keep({ status: 'found', sightings: [damaged], more: false })
  expect(await finds.report([])).toMatchObject({
    findings: [{ kind: 'bad-account', problem: 'uri-malformed' }],
  })
})

test('what is no export stays as it is', () => {
  const link = seen('https://example.com')
  expect(unfold(link)).toEqual([link])
})

const PLACE = [
  { x: 0.1, y: 0.1 },
  { x: 0.2, y: 0.1 },
  { x: 0.2, y: 0.2 },
  { x: 0.1, y: 0.2 },
] as const

function seen(text: string) {
  return { text, places: [PLACE] }
}
