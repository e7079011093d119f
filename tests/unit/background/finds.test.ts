import { describe, expect, test } from 'vitest'
import { Finds } from '../../../src/background/finds'
import { accountNamed, SECRET } from '../accounts'
import { MemoryArea } from './memory-area'

const URI = `otpauth://totp/Contoso+University%3Aalice%40contoso.example?secret=${SECRET}&issuer=Microsoft`

function setup() {
  const area = new MemoryArea()
  const clock = { now: 0 }
  return { area, clock, finds: new Finds(area, () => clock.now) }
}

async function withAccount() {
  const rooms = setup()
  await rooms.finds.keep({ status: 'found', texts: [URI, 'https://example.com'], more: true })
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
  test('until it is dropped, alone or with the last', async () => {
    const { finds, found } = await withAccount()
    expect(await finds.draftOf(found.find)).toMatchObject({ otp: { secret: SECRET } })
    await finds.drop(found.find)
    expect(await finds.draftOf(found.find)).toBeUndefined()
    expect(await finds.report([])).toMatchObject({ findings: [{ kind: 'other' }], more: true })
    await finds.clear()
    expect(await finds.report([])).toBeUndefined()
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
    expect(await finds.report([])).toEqual({ status: 'nothing', sign: 'cut-off' })
  })

  test('only as what was stored: rubbish in its place is nothing', async () => {
    const { finds, area } = setup()
    await area.write('find', { foundAt: 0, status: 'found', symbols: [{ find: 1 }] })
    expect(await finds.report([])).toBeUndefined()
  })
})
