import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { VaultCreated, VaultUnlocked } from '../../../src/protocol/messages'
import { setClipboard, t } from './browser'
import {
  accountFinding,
  announced,
  button,
  click,
  field,
  found,
  noButton,
  settle,
  setup,
  START,
  totpRow,
  type,
} from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = () => document.body.textContent
const CODE = 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG'
const CREATED = { status: 'created', recoveryCode: CODE } as const
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
    expect(text()).toContain(t('recoveryTitle'))
    await click(button(t('recoveryLater')))
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
    const said = document.getElementById(wrong?.getAttribute('aria-describedby') ?? '')?.textContent
    expect(said).toBe(t(says, '10'))
    expect(asked('vault.create')).toEqual([])
  })

  test.each([
    [{ status: 'passphrase-too-short', least: 24 }, t('passphraseTooShort', '24')],
    [{ status: 'passphrase-too-long' }, t('passphraseTooLong')],
    [{ status: 'storage-failed' }, t('storageFailedWhat')],
  ] as const satisfies [VaultCreated, string][])(
    '$0.status is explained, and what was typed stays',
    async (reply, says) => {
      await setup({ closed: 'none', answers: { 'vault.create': reply } })
      await choose(GOOD, GOOD)
      expect(text()).toContain(says)
      expect(field(t('passphraseLabel')).value).toBe(GOOD)
    },
  )

  test('an organisation may ask for more characters, which is said before and after', async () => {
    const { asked } = await setup({
      closed: 'none',
      answers: {
        'policy.read': { policy: { passphraseLength: 24 }, ignored: [] },
        'vault.create': { status: 'storage-failed' },
      },
    })
    expect(text()).toContain(t('policyPassphrase', '24'))
    await choose('korrekt hest batteri', 'korrekt hest batteri')
    expect(text()).toContain(t('passphraseTooShort', '24'))
    expect(asked('vault.create')).toEqual([])
    await choose('korrekt hest batteri klips', 'korrekt hest batteri klips')
    expect(asked('vault.create')).toHaveLength(1)
  })

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
    await click(button(t('recoveryLater')))
    expect(button(t('addAction'))).toBeTruthy()
  })
})

describe('the recovery code', () => {
  async function created(answers: Parameters<typeof setup>[0] = {}) {
    const scene = await setup({
      closed: 'none',
      answers: {
        'vault.create': () => ((scene.kept.closed = undefined), CREATED),
        'vault.recovery': { status: 'recovery', confirmed: false },
        ...answers.answers,
      },
    })
    await type(field(t('passphraseLabel')), 'correct horse')
    await type(field(t('passphraseRepeat')), 'correct horse')
    await click(button(t('firstUseStart')))
    return scene
  }

  test('is shown in its groups, spelled for a screen reader, and copied whole', async () => {
    const copied = setClipboard()
    await created()
    for (const group of CODE.split('-')) expect(text()).toContain(group)
    expect(text()).toContain('A A A A, B B B B')
    await click(button(t('recoveryCopy')))
    expect(copied).toHaveBeenCalledExactlyOnceWith(CODE)
    expect(announced()).toContain(t('copied'))
  })

  test('typed back is confirmed; the codes follow', async () => {
    const { asked } = await created({ answers: { 'vault.confirmRecovery': { status: 'confirmed' } } })
    await click(button(t('recoveryDone')))
    expect(text()).not.toContain('AAAA')
    await type(field(t('recoveryLabel')), CODE)
    await click(button(t('recoveryConfirm')))
    expect(asked('vault.confirmRecovery')).toEqual([{ code: CODE }])
    expect(button(t('scanAction'))).toBeTruthy()
    expect(text()).not.toContain(t('recoveryReminder'))
  })

  test.each([
    { status: 'mistyped', says: 'recoveryMistyped' },
    { status: 'cannot-open', says: 'recoveryAnother' },
    { status: 'storage-failed', says: 'storageFailedWhat' },
  ] as const)('$status: said at the field, and the code can be seen again', async ({ status, says }) => {
    await created({ answers: { 'vault.confirmRecovery': { status } } })
    await click(button(t('recoveryDone')))
    await type(field(t('recoveryLabel')), 'AAAA')
    await click(button(t('recoveryConfirm')))
    expect(announced()).toContain(t(says))
    await click(button(t('recoveryShowAgain')))
    expect(text()).toContain('AAAA')
  })

  test('put off is remembered, and led back to', async () => {
    await created()
    await click(button(t('recoveryLater')))
    expect(text()).toContain(t('recoveryReminder'))
    await click(button(t('recoveryReminderAction')))
    expect(field(t('recoveryLabel'))).toBeTruthy()
    // It was shown once: nothing here knows it any more.
    expect(noButton(t('recoveryShowAgain'))).toBe(true)
    expect(button(t('recoveryRenew'))).toBeTruthy()
  })

  test('goes at once when the vault locks', async () => {
    const { kept, popup } = await created()
    kept.closed = 'locked'
    await popup.follow(['session'])
    await settle()
    expect(text()).not.toContain('AAAA')
    kept.closed = undefined
    await popup.follow(['session'])
    await settle()
    expect(text()).not.toContain('AAAA')
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

describe('other ways to unlock', () => {
  const doors = { status: 'doors', passkeys: [], recovery: true, pin: false, waitsUntil: null } as const

  async function lockedWith(told: Partial<typeof doors> | object, answers = {}) {
    const scene = await setup({
      closed: 'locked',
      answers: { 'vault.doors': { ...doors, ...told }, ...answers },
    })
    await scene.popup.reload()
    await settle()
    return scene
  }

  test('a PIN that is set is asked for first; the passphrase stays a way', async () => {
    const { asked } = await lockedWith(
      { pin: true },
      { 'vault.unlockWithPin': { status: 'pin-wrong', triesLeft: 2 } },
    )
    expect(document.activeElement).toBe(field(t('pinLabel')))
    await type(field(t('pinLabel')), '314159')
    await click(button(t('unlockAction')))
    expect(asked('vault.unlockWithPin')).toEqual([{ pin: '314159' }])
    expect(announced()).toContain(t('pinWrong', '2'))
    await click(button(t('choosePassphrase')))
    expect(document.activeElement).toBe(field(t('passphraseLabel')))
  })

  test('a PIN that is gone gives way to the passphrase, and says why', async () => {
    let told: object = { ...doors, pin: true }
    await lockedWith(
      {},
      {
        'vault.doors': () => told,
        'vault.unlockWithPin': () => ((told = doors), { status: 'pin-gone' }),
      },
    )
    await type(field(t('pinLabel')), '314159')
    await click(button(t('unlockAction')))
    expect(announced()).toContain(t('pinGone'))
    expect(field(t('passphraseLabel')).value).toBe('')
  })

  test('what is being typed does not turn into a PIN', async () => {
    let told: object = doors
    const { popup } = await lockedWith({}, { 'vault.doors': () => told })
    await type(field(t('passphraseLabel')), 'correct')
    told = { ...doors, pin: true }
    await popup.reload()
    await settle()
    expect(field(t('passphraseLabel')).value).toBe('correct')
  })

  test('the wait counts down, holds the field, and lets it go', async () => {
    await lockedWith({ waitsUntil: START + 30_000 })
    expect(screen.getByRole('timer').textContent).toBe('0:30')
    expect(field(t('passphraseLabel')).disabled).toBe(true)
    expect(noButton(t('unlockAction'))).toBe(true)
    await settle(12_000)
    expect(screen.getByRole('timer').textContent).toBe('0:18')
    await settle(18_000)
    expect(screen.queryByRole('timer')).toBeNull()
    expect(document.activeElement).toBe(field(t('passphraseLabel')))
    expect(button(t('unlockAction'))).toBeTruthy()
  })

  test('a recovery code is not made to wait, and leads to a new passphrase', async () => {
    const scene = await lockedWith(
      { waitsUntil: START + 30_000 },
      {
        'vault.unlockWithRecovery': () => ((scene.kept.closed = undefined), { status: 'unlocked' }),
        'vault.changePassphrase': { status: 'changed' },
      },
    )
    await click(button(t('chooseRecovery')))
    await type(field(t('recoveryLabel')), CODE)
    await click(button(t('unlockAction')))
    await type(field(t('newPassphraseLabel')), 'another horse')
    await type(field(t('passphraseRepeat')), 'another horse')
    await click(button(t('newPassphraseSave')))
    expect(scene.asked('vault.changePassphrase')).toEqual([
      { current: { kind: 'recovery', code: CODE }, next: 'another horse' },
    ])
    expect(button(t('scanAction'))).toBeTruthy()
  })

  test.each([
    { status: 'mistyped', says: 'recoveryMistyped' },
    { status: 'cannot-open', says: 'recoveryCannotOpen' },
  ] as const)('a recovery code that is $status is explained', async ({ status, says }) => {
    await lockedWith({}, { 'vault.unlockWithRecovery': { status } })
    await click(button(t('chooseRecovery')))
    await type(field(t('recoveryLabel')), CODE)
    await click(button(t('unlockAction')))
    expect(announced()).toContain(t(says))
  })

  test('without a recovery code none is offered, nor a passkey where the browser knows none', async () => {
    await lockedWith({ recovery: false, passkeys: [{ credential: 'AA==', first: '', second: '' }] })
    expect(noButton(t('chooseRecovery'))).toBe(true)
    expect(noButton(t('choosePasskey'))).toBe(true)
  })
})

describe('a vault that cannot be opened', () => {
  const copy = (name: string, accounts: number | null, savedAt: number) =>
    ({ name, state: 'readable', generation: savedAt, savedAt, accounts }) as const

  test.each([
    { closed: 'damaged', says: ['damagedTitle', 'damagedWhat', 'damagedDo', 'copiesNone'] },
    { closed: 'too-new', says: ['tooNewTitle', 'tooNewWhat', 'tooNewDo'] },
    { closed: 'storage-failed', says: ['storageFailedTitle', 'storageFailedWhat', 'storageFailedDo'] },
  ] as const)('$closed: what it means and what to do, and no new vault', async ({ closed, says }) => {
    const answers = { 'vault.copies': { status: 'copies', copies: [] } } as const
    const scene = await setup({ closed, pending: waiting, answers })
    for (const key of says) expect(text()).toContain(t(key))
    expect(noButton(t('firstUseStart'))).toBe(true)
    expect(noButton(t('startOverDamaged'))).toBe(closed !== 'damaged')
    scene.kept.closed = 'locked'
    await click(button(t('tryAgain')))
    expect(button(t('unlockAction'))).toBeTruthy()
  })

  test('a copy is chosen among those that the proof opens, the newest first', async () => {
    const scene = await setup({
      closed: 'damaged',
      answers: {
        'vault.copies': ({ proof }) => ({
          status: 'copies',
          copies: [
            { name: 'a', state: 'unreadable' },
            copy('aside.1', proof ? 3 : null, START - 9e9),
            copy('aside.2', proof ? 1 : null, START),
            copy('aside.3', proof ? 1 : null, START),
            copy('aside.4', null, START + 1),
          ],
        }),
        'vault.recover': () => ((scene.kept.closed = undefined), { status: 'recovered' }),
      },
    })
    await click(button(t('copiesAction')))
    expect(screen.queryAllByRole('radio')).toEqual([])
    await type(field(t('passphraseLabel')), 'correct horse')
    await click(button(t('copiesLook')))
    const radios = screen.getAllByRole<HTMLInputElement>('radio')
    expect(radios.map(({ value, checked }) => [value, checked])).toEqual([
      ['aside.2', true],
      ['aside.1', false],
    ])
    expect(text()).toContain(t('copyUnreadable'))
    expect(text()).toContain(t('copyClosed'))
    if (radios[1]) await click(radios[1])
    await click(button(t('recoverAction')))
    expect(scene.asked('vault.recover')).toEqual([
      { name: 'aside.1', proof: { kind: 'passphrase', passphrase: 'correct horse' } },
    ])
    expect(button(t('scanAction'))).toBeTruthy()
  })

  test.each([
    { reply: { status: 'cannot-open' }, says: 'copiesCannotOpen' },
    { reply: { status: 'mistyped' }, says: 'recoveryMistyped' },
  ] as const)('a proof that is $reply.status is explained', async ({ reply, says }) => {
    await setup({
      closed: 'damaged',
      answers: {
        'vault.copies': ({ proof }) =>
          proof ? reply : { status: 'copies', copies: [copy('aside.1', null, START)] },
      },
    })
    await click(button(t('copiesAction')))
    await click(button(t('chooseRecovery')))
    await type(field(t('recoveryLabel')), 'AAAA')
    await click(button(t('copiesLook')))
    expect(announced()).toContain(t(says))
  })

  test('starting over is asked for, ticked, and ends at Microsoft’s page', async () => {
    const scene = await setup({
      closed: 'locked',
      answers: { 'vault.reset': () => ((scene.kept.closed = 'none'), { status: 'reset', records: 1 }) },
    })
    await click(button(t('startOverLink')))
    for (const key of ['startOverLost', 'startOverMicrosoft', 'startOverKept'])
      expect(text()).toContain(t(key))
    await click(button(t('startOverAction')))
    expect(scene.asked('vault.reset')).toEqual([])
    expect(announced()).toContain(t('startOverTick'))
    await click(field(t('startOverUnderstood')))
    await click(button(t('startOverAction')))
    expect(scene.asked('vault.reset')).toEqual([{ confirmed: true }])
    expect(screen.getByRole('link').getAttribute('href')).toBe(
      'https://mysignins.microsoft.com/security-info',
    )
    await click(button(t('startedOverAction')))
    expect(button(t('firstUseStart'))).toBeTruthy()
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
