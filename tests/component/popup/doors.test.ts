import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { VaultCreated, VaultUnlocked } from '../../../src/protocol/messages'
import { t } from './browser'
import { accountFinding, button, click, field, found, noButton, settle, setup, totpRow, type } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = () => document.body.textContent
const CREATED = { status: 'created', recoveryCode: '' } as const
const waiting = found(accountFinding({ kind: 'unknown' }))

describe('first use', () => {
  const GOOD = ' correct horse '
  async function choose(passphrase: string, repeated: string) {
    await type(field(t('passphraseLabel')), passphrase)
    await type(field(t('passphraseRepeat')), repeated)
    await click(button(t('firstUseStart')))
  }

  test('says what Kode is and what it does not promise', async () => {
    await setup({ closed: 'none' })
    for (const key of ['firstUseWhat', 'honestShort', 'honestNot', 'honestAdministrators', 'honestSuspect'])
      expect(text()).toContain(t(key))
  })

  test('makes the vault with the passphrase as typed, never trimmed', async () => {
    const scene = await setup({
      closed: 'none',
      answers: { 'vault.create': () => ((scene.kept.closed = undefined), CREATED) },
    })
    await choose(GOOD, GOOD)
    expect(scene.asked('vault.create')).toEqual([{ passphrase: GOOD }])
    expect(button(t('scanAction'))).toBeTruthy()
  })

  test.each([
    { why: 'too short', passphrase: 'nine char', repeated: 'nine char', says: 'passphraseTooShort' },
    {
      why: 'ten code units, five characters',
      passphrase: '😀'.repeat(5),
      repeated: '',
      says: 'passphraseTooShort',
    },
    { why: 'repeated with a space less', passphrase: GOOD, repeated: GOOD.trim(), says: 'passphraseDiffers' },
  ])('$why: said at the field, nothing sent', async ({ passphrase, repeated, says }) => {
    const { asked } = await setup({ closed: 'none' })
    await choose(passphrase, repeated)
    const wrong = document.querySelector('[aria-invalid]')
    expect(document.activeElement).toBe(wrong)
    expect(document.getElementById(wrong?.getAttribute('aria-describedby') ?? '')?.textContent).toBe(t(says))
    expect(asked('vault.create')).toEqual([])
  })

  test.each([
    ['passphrase-too-short', 'passphraseTooShort'],
    ['passphrase-too-long', 'passphraseTooLong'],
    ['storage-failed', 'storageFailedWhat'],
  ] as const satisfies [VaultCreated['status'], string][])(
    '%s is explained, and what was typed stays',
    async (reply, says) => {
      await setup({ closed: 'none', answers: { 'vault.create': { status: reply } } })
      await choose(GOOD, GOOD)
      expect(text()).toContain(t(says))
      expect(field(t('passphraseLabel')).value).toBe(GOOD)
    },
  )

  test('a second press while the key is made does nothing', async () => {
    const { asked } = await setup({
      closed: 'none',
      answers: { 'vault.create': () => new Promise(() => undefined) },
    })
    await choose(GOOD, GOOD)
    await settle(200)
    await click(button(t('firstUseBusy')))
    expect(asked('vault.create')).toHaveLength(1)
  })

  test('password managers may keep it, and it can be shown', async () => {
    await setup({ closed: 'none' })
    const passphrase = field(t('passphraseLabel'))
    expect([passphrase.type, passphrase.autocomplete]).toEqual(['password', 'new-password'])
    await click(screen.getAllByRole('button', { name: t('passphraseShow') })[0]!)
    expect(passphrase.type).toBe('text')
    expect(field(t('passphraseRepeat')).type).toBe('password')
  })

  test('a find waits, and is there when the vault is', async () => {
    const scene = await setup({
      closed: 'none',
      pending: waiting,
      answers: { 'vault.create': () => ((scene.kept.closed = undefined), CREATED) },
    })
    expect(text()).toContain(t('firstUseWaiting'))
    await choose(GOOD, GOOD)
    expect(button(t('addAction'))).toBeTruthy()
  })
})

describe('unlocking', () => {
  async function unlock(passphrase: string) {
    await type(field(t('passphraseLabel')), passphrase)
    await click(button(t('unlockAction')))
  }

  test('the field has the focus, and the right passphrase shows the codes', async () => {
    const scene = await setup({
      rows: [totpRow('Mail')],
      closed: 'locked',
      answers: { 'vault.unlock': () => ((scene.kept.closed = undefined), { status: 'unlocked' }) },
    })
    expect(document.activeElement).toBe(field(t('passphraseLabel')))
    expect(field(t('passphraseLabel')).autocomplete).toBe('current-password')
    await unlock('correct horse')
    expect(text()).toContain('Mail')
  })

  test('a passphrase that does not open claims neither error nor damage, and is selected to retype', async () => {
    await setup({ closed: 'locked', answers: { 'vault.unlock': { status: 'cannot-open' } } })
    await unlock('wrong horse')
    expect(text()).toContain(t('unlockCannotOpen'))
    const { selectionStart, selectionEnd } = field(t('passphraseLabel'))
    expect([selectionStart, selectionEnd]).toEqual([0, 'wrong horse'.length])
  })

  test('nothing typed is not sent', async () => {
    const { asked } = await setup({ closed: 'locked' })
    await click(button(t('unlockAction')))
    expect(asked('vault.unlock')).toEqual([])
    expect(text()).toContain(t('passphraseMissing'))
  })

  test('a find waits for it, and is shown right after', async () => {
    const scene = await setup({
      closed: 'locked',
      pending: waiting,
      answers: { 'vault.unlock': () => ((scene.kept.closed = undefined), { status: 'unlocked' }) },
    })
    expect(text()).toContain(t('unlockWaiting'))
    await unlock('correct horse')
    expect(button(t('addAction'))).toBeTruthy()
  })

  test.each(['damaged', 'too-new', 'storage-failed'] as const satisfies VaultUnlocked['status'][])(
    '%s leads to its own view',
    async (outcome) => {
      const scene = await setup({
        closed: 'locked',
        answers: { 'vault.unlock': () => ({ status: (scene.kept.closed = outcome) }) },
      })
      await unlock('correct horse')
      expect(button(t('tryAgain'))).toBeTruthy()
    },
  )
})

describe('a vault that cannot be opened', () => {
  test.each([
    { closed: 'damaged', says: ['damagedTitle', 'damagedWhat', 'damagedDo'] },
    { closed: 'too-new', says: ['tooNewTitle', 'tooNewWhat', 'tooNewDo'] },
    { closed: 'storage-failed', says: ['storageFailedTitle', 'storageFailedWhat', 'storageFailedDo'] },
  ] as const)('$closed: what it means and what to do, and no way to start over', async ({ closed, says }) => {
    const scene = await setup({ closed, pending: waiting })
    for (const key of says) expect(text()).toContain(t(key))
    expect(noButton(t('firstUseStart'))).toBe(true)
    expect(screen.getAllByRole('button')).toHaveLength(1)
    scene.kept.closed = 'locked'
    await click(button(t('tryAgain')))
    expect(button(t('unlockAction'))).toBeTruthy()
  })
})

test('a failure nobody foresaw is shown instead of everything, with what was thrown', async () => {
  const { popup } = await setup({ rows: [totpRow('Mail')] })
  popup.fail(new Error('the background is gone'))
  await settle()
  expect(text()).toContain(t('failureTitle'))
  expect(text()).toContain('the background is gone')
  expect(text()).not.toContain('Mail')
})
