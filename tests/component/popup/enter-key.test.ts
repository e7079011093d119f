import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { OtpauthProblem } from '../../../src/domain/otpauth-uri'
import { t } from './browser'
import { accountId, button, click, field, openEntry, row, settle, setup, totpRow, type } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

type Scene = NonNullable<Parameters<typeof setup>[0]>
async function open(scene: Scene = {}) {
  const opened = await setup(scene)
  await openEntry()
  return opened
}
const KEY = 'jbsw y3dp ehpk 3pxp'
const add = () => click(button(t('addAction')))

test('starts at the key, with Microsoft as the issuer', async () => {
  await open()
  expect(document.activeElement).toBe(field(t('fieldKey')))
  expect(field(t('fieldIssuer')).value).toBe('Microsoft')
})

test('sends the key as typed and the usual parameters, and shows the new row', async () => {
  const scene = await open({
    answers: {
      'accounts.enter': () => (
        (scene.kept.rows = [totpRow('new')]),
        { status: 'added', id: accountId('new') }
      ),
    },
  })
  await type(field(t('fieldKey')), KEY)
  await type(field(t('optional', t('fieldUser'))), ' alice ')
  await add()
  expect(scene.asked('accounts.enter')).toEqual([
    {
      entry: {
        name: '',
        issuer: 'Microsoft',
        user: 'alice',
        secret: KEY,
        type: 'totp',
        algorithm: 'SHA1',
        digits: 6,
        period: 30,
        counter: 0,
      },
      despiteConflict: false,
    },
  ])
  expect(row(0).textContent).toContain(t('added'))
})

test('the advanced fields reach the background as chosen', async () => {
  const { asked } = await open({ answers: { 'accounts.enter': { status: 'present', name: 'Mail' } } })
  await fireEvent.change(field(t('fieldType')), { target: { value: 'hotp' } })
  await settle()
  await fireEvent.change(field(t('fieldAlgorithm')), { target: { value: 'SHA512' } })
  await fireEvent.change(field(t('fieldDigits')), { target: { value: '8' } })
  await type(field(t('fieldCounter')), '41')
  await add()
  expect(asked('accounts.enter')).toMatchObject([
    { entry: { type: 'hotp', algorithm: 'SHA512', digits: 8, counter: 41 } },
  ])
})

test.each(['', '12.5', '-3', '1e2', 'x'])(
  'a period of "%s" is left to the background to refuse',
  async (period) => {
    const { asked } = await open({
      answers: { 'accounts.enter': { status: 'bad-entry', problem: 'period-unsupported' } },
    })
    await type(field(t('fieldPeriod')), period)
    await add()
    expect(asked('accounts.enter')).toMatchObject([{ entry: { period: 0 } }])
    expect(document.activeElement).toBe(field(t('fieldPeriod')))
  },
)

describe('a refusal', () => {
  test.each([
    ['secret-empty', 'fieldKey', 'problemKeyEmpty'],
    ['secret-not-base32', 'fieldKey', 'problemKeyLetters'],
    ['secret-too-long', 'fieldKey', 'problemKeyLong'],
    ['digits-unsupported', 'fieldDigits', 'problemDigits'],
    ['period-unsupported', 'fieldPeriod', 'problemPeriod'],
    ['algorithm-unsupported', 'fieldAlgorithm', 'problemAlgorithm'],
  ] as const satisfies [OtpauthProblem, string, string][])(
    '%s is said at its field, which gets the focus, and nothing is lost',
    async (problem, label, says) => {
      await open({ answers: { 'accounts.enter': { status: 'bad-entry', problem } } })
      await type(field(t('fieldKey')), KEY)
      await add()
      const wrong = field(t(label))
      expect(wrong.getAttribute('aria-invalid')).toBe('true')
      expect(document.getElementById(wrong.getAttribute('aria-describedby') ?? '')?.textContent).toBe(t(says))
      expect(document.activeElement).toBe(wrong)
      expect(wrong.closest('details')?.open ?? true).toBe(true)
      expect(field(t('fieldKey')).value).toBe(KEY)
    },
  )

  test('goes away when the entry is edited', async () => {
    await open({ answers: { 'accounts.enter': { status: 'bad-entry', problem: 'secret-empty' } } })
    await add()
    await type(field(t('fieldKey')), 'a')
    await settle()
    expect(document.querySelector('[aria-invalid]')).toBeNull()
  })

  test('a conflict puts the focus on Cancel; only "Add anyway" goes on', async () => {
    const { asked } = await open({ answers: { 'accounts.enter': { status: 'conflict', name: 'Mail' } } })
    await type(field(t('fieldKey')), KEY)
    await add()
    expect(document.activeElement).toBe(button(t('cancel')))
    await click(button(t('addAnyway')))
    expect(asked('accounts.enter')).toMatchObject([{ despiteConflict: false }, { despiteConflict: true }])
  })

  test('a lock meanwhile asks for the passphrase, and then the entry is still there', async () => {
    const scene = await open({
      answers: {
        'accounts.enter': () => ((scene.kept.closed = 'locked'), { status: 'locked' }),
        'vault.unlock': () => ((scene.kept.closed = undefined), { status: 'unlocked' }),
      },
    })
    await type(field(t('fieldKey')), KEY)
    await add()
    await type(field(t('passphraseLabel')), 'correct horse')
    await click(button(t('unlockAction')))
    expect(field(t('fieldKey')).value).toBe(KEY)
  })
})

test('closing forgets what was typed', async () => {
  await open()
  await type(field(t('fieldKey')), KEY)
  await click(button(t('close')))
  await openEntry()
  expect(field(t('fieldKey')).value).toBe('')
  expect(screen.queryByRole('alert')).toBeNull()
})
