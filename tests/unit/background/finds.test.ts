import { describe, expect, test } from 'vitest'
import type { Outline } from '../../../src/domain/pixels'
import { Finds } from '../../../src/background/finds'
import { accountNamed, SECRET } from '../accounts'
import { MemoryArea } from './memory-area'

const URI = `otpauth://totp/Contoso+University%3Aalice%40contoso.example?secret=${SECRET}&issuer=Microsoft`

const PLACE: Outline = [
  { x: 0.1, y: 0.1 },
  { x: 0.2, y: 0.1 },
  { x: 0.2, y: 0.2 },
  { x: 0.1, y: 0.2 },
]
const PICTURE = { url: 'data:image/jpeg;base64,AA==', width: 720, height: 405 }
const CAPTURE = 'data:image/jpeg;base64,AAAA'

function setup() {
  const area = new MemoryArea()
  const clock = { now: 0 }
  const alarms: number[] = []
  return {
    area,
    clock,
    alarms,
    finds: new Finds(
      area,
      () => clock.now,
      (when) => alarms.push(when),
    ),
  }
}

async function withAccount() {
  const rooms = setup()
  await rooms.finds.keep({
    status: 'found',
    picture: PICTURE,
    more: true,
    sightings: [
      { text: URI, places: [PLACE] },
      { text: 'https://example.com', places: [] },
    ],
  })
  const report = await rooms.finds.report([])
  const found = report?.status === 'found' ? report.findings[0] : undefined
  if (found?.kind !== 'account') throw new Error('no account was found')
  return { ...rooms, report, found }
}

test('tells all about an account but its secret', async () => {
  const { report, found } = await withAccount()
  expect(found).toMatchObject({
    standing: { kind: 'new' },
    preview: {
      label: { issuer: 'Microsoft', organisation: 'Contoso University', user: 'alice@contoso.example' },
      otp: { type: 'totp', algorithm: 'SHA1', digits: 6, period: 30 },
      offeredAtMicrosoft: true,
      weakSecret: false,
    },
  })
  expect(JSON.stringify(report)).not.toContain(SECRET)
})

test('tells where it is in which picture', async () => {
  const { report } = await withAccount()
  expect(report).toMatchObject({ picture: PICTURE, findings: [{ places: [PLACE] }, { places: [] }] })
})

describe('the capture in which nothing was found', () => {
  const nothing = { status: 'nothing', sign: 'none', picture: PICTURE } as const

  test('is held, and outlasts the report that says so', async () => {
    const { finds } = setup()
    await finds.keep({ ...nothing, capture: CAPTURE })
    expect(await finds.report([])).toEqual({ ...nothing, captureHeld: true })
    await finds.forgetReport()
    expect(await finds.report([])).toBeUndefined()
    expect(await finds.capture()).toEqual({ status: 'held', url: CAPTURE })
  })

  test.each([
    ['the next scan', ({ finds }: ReturnType<typeof setup>) => finds.keep({ status: 'failed' })],
    ['an answer', ({ finds }: ReturnType<typeof setup>) => finds.clear()],
    ['ten minutes', ({ clock }: ReturnType<typeof setup>) => ((clock.now = 600_000), Promise.resolve())],
  ])('goes with %s', async (_what, pass) => {
    const rooms = setup()
    await rooms.finds.keep({ ...nothing, capture: CAPTURE })
    await pass(rooms)
    expect(await rooms.finds.capture()).toEqual({ status: 'gone' })
  })

  test('is not held when it is too large to be', async () => {
    const { finds } = setup()
    await finds.keep(nothing)
    expect(await finds.report([])).toEqual({ ...nothing, captureHeld: false })
    expect(await finds.capture()).toEqual({ status: 'gone' })
  })
})

describe('standing', () => {
  test.each([
    ['while locked', undefined, { kind: 'unknown' }],
    ['beside the same secret', [accountNamed('someone')], { kind: 'present', name: 'someone' }],
    [
      'beside the same label with another secret',
      [accountNamed('alice@contoso.example', { secret: 'MFRGGZDF' as typeof SECRET })],
      { kind: 'conflict', name: 'alice@contoso.example' },
    ],
  ])('%s', async (_what, accounts, standing) => {
    const { finds } = await withAccount()
    expect(await finds.report(accounts)).toMatchObject({
      findings: [{ standing }, { kind: 'other', form: 'link' }],
    })
  })
})

describe('a find is held', () => {
  test('until it is answered', async () => {
    const { finds, found } = await withAccount()
    expect(await finds.draftOf(found.find)).toMatchObject({ otp: { secret: SECRET } })
    await finds.clear()
    expect(await finds.draftOf(found.find)).toBeUndefined()
    expect(await finds.report([])).toBeUndefined()
  })

  test('until the alarm it sets, which each scan sets anew', async () => {
    const { finds, clock, alarms } = setup()
    await finds.keep({ status: 'failed' })
    clock.now = 5000
    await finds.keep({ status: 'failed' })
    expect(alarms).toEqual([600_000, 605_000])
  })

  test('for ten minutes, and not by a clock set back', async () => {
    const { finds, clock, found } = await withAccount()
    clock.now = 599_999
    expect(await finds.draftOf(found.find)).toBeDefined()
    for (const now of [600_000, -1]) {
      clock.now = now
      expect(await finds.draftOf(found.find)).toBeUndefined()
      expect(await finds.report([])).toBeUndefined()
    }
  })

  test('until the next scan', async () => {
    const { finds, found } = await withAccount()
    await finds.keep({ status: 'nothing', sign: 'cut-off' })
    expect(await finds.draftOf(found.find)).toBeUndefined()
    expect(await finds.report([])).toEqual({ status: 'nothing', sign: 'cut-off', captureHeld: false })
  })

  test('only as what was stored: rubbish in its place is nothing', async () => {
    const { finds, area } = setup()
    await area.write('find', { foundAt: 0, status: 'found', symbols: [{ find: 1 }] })
    expect(await finds.report([])).toBeUndefined()
  })
})
