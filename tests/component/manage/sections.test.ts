import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { NEUTRAL_PACK, PACKS } from '../../../src/domain/help-pack'
import { STANDARD_SETTINGS } from '../../../src/domain/settings'
import { isPinned, pinningHere } from '../../../src/platform/toolbar'
import type { WayId, WayShown } from '../../../src/protocol/messages'
import { allowed, t } from '../popup/browser'
import { accountId, button, click, field, noButton, type } from '../popup/setup'
import { settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
vi.mock('../../../src/platform/toolbar', () => ({
  pinningHere: vi.fn(() => 'chromium'),
  isPinned: vi.fn(() => Promise.resolve(true)),
}))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = () => document.body.textContent
const current = () => document.querySelector('nav [aria-current]')?.textContent
const WAY: WayShown = {
  ...{ id: 'passphrase' as WayId, kind: 'passphrase', name: '', madeAt: null },
  ...{ confirmed: true, couldBeStronger: false, removable: false },
}
const PASSKEY: WayShown = { ...WAY, id: 'key' as WayId, kind: 'passkey', name: 'Laptop', removable: true }
const LOCKING = { idleMinutes: 30, hours: 12, afterCode: false }
const waysOf = (...ways: WayShown[]) => ({
  'vault.ways': () => ({ status: 'ways' as const, ways, pin: false }),
  'vault.locking': () => ({ status: 'locking' as const, ...LOCKING }),
})

describe('navigation', () => {
  test.each([
    ['', 'accountsTitle'],
    ['#scan', 'addTitle'],
    ['#camera', 'addTitle'],
    ['#security', 'securityTitle'],
    ['#sign-in', 'signInTitle'],
    ['#language', 'languageTitle'],
    ['#welcome', 'helpTitle'],
    ['#about', 'aboutTitle'],
  ])('%j is in the section named by %s', async (hash, title) => {
    await setup({
      hash,
      others: {
        ...waysOf(WAY),
        'settings.read': () => STANDARD_SETTINGS,
        'language.read': () => ({ language: null, isCurrent: false }),
      },
    })
    expect(current()).toBe(t(title))
  })
})

describe('what an organisation has set', () => {
  const policy = {
    lockAfterIdleMinutes: 7,
    lockAfterHours: 3,
    passphraseLength: 24,
    disableClearTextExport: true,
    disableOffers: true,
    helpPack: { ...NEUTRAL_PACK, organisation: 'Contoso' },
  }
  const managed = { 'policy.read': () => ({ policy, ignored: [] }) }

  test('is listed, with what of it cannot be read', async () => {
    await setup({
      hash: '#about',
      others: { 'policy.read': () => ({ policy, ignored: ['lockAfterMinutes', 'helpPack.loginHelp'] }) },
    })
    expect(screen.getByRole('heading', { name: t('policyTitle') })).toBeTruthy()
    for (const sentence of [
      t('policyIdle', '7 minutes'),
      t('policyAge', '3 hours'),
      t('policyLength', '24'),
      t('policyExport'),
      t('policyOffers'),
      t('policyHelp', '\u2068Contoso\u2069'),
      t('policyIgnored', '\u2068lockAfterMinutes, helpPack.loginHelp\u2069'),
    ])
      expect(text()).toContain(sentence)
  })

  test.each([{}, { disableOffers: false, disableClearTextExport: false }])(
    'is not spoken of where it is nothing: %j',
    async (nothing) => {
      await setup({ hash: '#about', others: { 'policy.read': () => ({ policy: nothing, ignored: [] }) } })
      expect(text()).not.toContain(t('policyTitle'))
    },
  )

  test('leaves only the times it allows', async () => {
    const locking = { ...LOCKING, status: 'locking' as const, idleMinutes: 7, hours: 2 }
    await setup({
      hash: '#security',
      others: { ...waysOf(WAY), 'vault.locking': () => locking, ...managed },
    })
    const choices = (label: string) => [...field(label).querySelectorAll('option')].map(({ text }) => text)
    expect(choices(t('lockingIdle'))).toEqual(['1 minute', '2 minutes', '5 minutes', '7 minutes'])
    expect(choices(t('lockingAge'))).toEqual(['1 hour', '2 hours', '3 hours'])
    expect(text()).toContain(t('policyMost', '7 minutes'))
    expect(text()).toContain(t('policyMost', '3 hours'))
  })

  test('a switch that it sets is not the person’s to turn', async () => {
    const settings = { ...STANDARD_SETTINGS, offer: 'toolbar-only' } as const
    await setup({ hash: '#sign-in', others: { 'settings.read': () => settings, ...managed } })
    expect(field(t('settingOffer')).disabled).toBe(true)
    expect(field(t('settingSubmit')).disabled).toBe(false)
    expect(text()).toContain(t('policyTitle'))
  })

  test('what it forbids to export is no choice', async () => {
    await setup({ hash: '#backup', others: managed })
    await click(button(t('exportAction')))
    const choices = field(t('exportKind')).querySelectorAll('option')
    expect([...choices].map((one) => one.text)).toEqual([t('exportAegis')])
    expect(text()).toContain(t('policyExportNote'))
  })

  test('a new passphrase is as long as it says', async () => {
    const { asked } = await setup({ hash: '#security', others: { ...waysOf(WAY), ...managed } })
    await click(button(t('passphraseChange')))
    expect(text()).toContain(t('policyPassphrase', '24'))
    expect(asked('vault.changePassphrase')).toEqual([])
  })
})

describe('help', () => {
  const others = { 'help.pack': () => PACKS.ku }

  test.each(['locked', 'none', 'damaged'] as const)(
    'stands open while Kode is closed: %s',
    async (closed) => {
      await setup({ hash: '#help', closed, others })
      expect(current()).toBe(t('helpTitle'))
      expect(screen.getByRole('link', { name: /35 32 32 32/ }).getAttribute('href')).toBe('tel:+4535323232')
      expect(noButton(t('lockAction'))).toBe(true)
    },
  )

  test('every other section has its door, which leads to help', async () => {
    const { manage } = await setup({ hash: '#security', closed: 'locked', others })
    await click(button(t('helpTitle')))
    manage.goTo(location.hash)
    await settle()
    expect(current()).toBe(t('helpTitle'))
    manage.goTo('#security')
    await settle()
    expect(button(t('unlockAction'))).toBeTruthy()
    location.hash = ''
  })
})

describe('the first page', () => {
  test('has the licence, privacy and the honest statement before the first passphrase', async () => {
    await setup({ hash: '#welcome', closed: 'none' })
    for (const key of ['honestShort', 'aboutData', 'termsNext']) expect(text()).toContain(t(key))
    expect(screen.getByRole('link', { name: new RegExp(t('termsRead')) }).getAttribute('href')).toBe(
      '/LICENSE.txt',
    )
    expect(button(t('firstUseStart'))).toBeTruthy()
  })

  test.each([
    ['chromium', false, 'toolbarChromium'],
    ['firefox', undefined, 'toolbarFirefox'],
    ['chromium', true, 'toolbarDone'],
  ] as const)('afterwards says how %s pins the icon (pinned: %s)', async (browser, pinned, key) => {
    vi.mocked(pinningHere).mockReturnValue(browser)
    vi.mocked(isPinned).mockResolvedValue(pinned)
    await setup({ hash: '#welcome' })
    expect(text()).toContain(t(key))
    expect(screen.getByRole('link', { name: new RegExp(t('emptyStepOpen')) }).getAttribute('href')).toBe(
      'https://mysignins.microsoft.com/security-info',
    )
  })
})

describe('security', () => {
  test('only a passkey can be removed, and only with the passphrase', async () => {
    const { asked } = await setup({
      hash: '#security',
      others: { ...waysOf(WAY, PASSKEY), 'vault.removeWay': () => ({ status: 'cannot-open' }) },
    })
    const remove = `${t('passkeyRemove')}: \u2068Laptop\u2069`
    expect(screen.getAllByRole('button', { name: new RegExp(t('passkeyRemove')) })).toHaveLength(1)
    await click(button(remove))
    await click(button(t('passkeyRemove')))
    expect(text()).toContain(t('passphraseMissing'))
    expect(asked('vault.removeWay')).toEqual([])
    await type(field(t('passphraseLabel')), 'not the one')
    await click(button(t('passkeyRemove')))
    expect(asked('vault.removeWay')).toEqual([{ id: 'key', passphrase: 'not the one' }])
    expect(text()).toContain(t('proofWrong'))
  })

  test('a passkey cannot be added where the browser makes none for an extension', async () => {
    await setup({ hash: '#security', others: waysOf(WAY) })
    expect(noButton(t('passkeyAdd'))).toBe(true)
  })

  test('a slow passphrase is advised to be changed, an unconfirmed code to be confirmed', async () => {
    const recovery = { ...WAY, id: 'code' as WayId, kind: 'recovery' as const, confirmed: false }
    await setup({
      hash: '#security',
      others: waysOf({ ...WAY, couldBeStronger: true }, recovery),
    })
    expect(text()).toContain(t('wayStronger'))
    expect(text()).toContain(t('wayUnconfirmed'))
  })

  test.each([
    ['', '', 'pinMissing', []],
    ['481516', '481517', 'pinDiffers', []],
    ['48151a', '48151a', 'pinBad', [{ pin: '48151a' }]],
  ])('the PIN %j and %j is not set: %s', async (pin, repeated, sentence, handed) => {
    const { asked } = await setup({
      hash: '#security',
      others: { ...waysOf(WAY), 'vault.setPin': () => ({ status: 'bad-pin' }) },
    })
    await click(button(t('pinSet')))
    await type(field(t('pinNew')), pin)
    await type(field(t('pinRepeat')), repeated)
    await click(button(t('pinSet')))
    expect(text()).toContain(t(sentence))
    expect(asked('vault.setPin')).toEqual(handed)
  })

  test('a time is changed without touching the other', async () => {
    const { asked } = await setup({
      hash: '#security',
      others: { ...waysOf(WAY), 'vault.setLocking': () => ({ status: 'changed' }) },
    })
    const select = screen.getByLabelText<HTMLSelectElement>(t('lockingIdle'))
    select.value = '5'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(asked('vault.setLocking')).toEqual([{ ...LOCKING, idleMinutes: 5 }])
    expect(text()).toContain(t('lockingSaved'))
  })

  test('locking after each code is off until somebody switches it on, and then says that it is', async () => {
    let locking = LOCKING
    const { asked } = await setup({
      hash: '#security',
      others: {
        ...waysOf(WAY),
        'vault.locking': () => ({ status: 'locking', ...locking }),
        'vault.setLocking': (wanted) => {
          locking = wanted
          return { status: 'changed' }
        },
      },
    })
    const on = () => field(t('lockingAfterCode')).checked
    expect(on()).toBe(false)
    expect(text()).toContain(t('lockingAfterCodeWhat'))
    await click(field(t('lockingAfterCode')))
    await settle()
    expect(asked('vault.setLocking')).toEqual([{ ...LOCKING, afterCode: true }])
    expect(text()).toContain(t('lockingSaved'))
    expect(on()).toBe(true)
  })

  test('a switch that could not be kept is back where it was', async () => {
    await setup({
      hash: '#security',
      others: { ...waysOf(WAY), 'vault.setLocking': () => ({ status: 'storage-failed' }) },
    })
    const select = screen.getByLabelText<HTMLSelectElement>(t('lockingIdle'))
    const before = select.value
    await click(field(t('lockingAfterCode')))
    select.value = '5'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(field(t('lockingAfterCode')).checked).toBe(false)
    expect(select.value).toBe(before)
    expect(text()).not.toContain(t('lockingSaved'))
  })
})

describe('accounts', () => {
  const deleted = {
    ...{ id: accountId('old'), name: 'Old', deletedAt: 0, keptUntil: 2_592_000_000 },
    label: { issuer: '', organisation: '', user: 'alice' },
  }

  test('a deleted account is brought back, and is then no longer listed as deleted', async () => {
    let rows = [deleted]
    const { asked } = await setup({
      hash: '#accounts',
      others: {
        'accounts.trash': ({ first }) => ({ status: 'trash', total: rows.length, first, rows }),
        'accounts.restore': () => {
          rows = []
          return { status: 'changed' }
        },
      },
    })
    await click(button(t('trashRestoreFor', '\u2068Old\u2069')))
    expect(asked('accounts.restore')).toEqual([{ id: deleted.id }])
    expect(text()).toContain(t('trashEmpty'))
  })

  test('one that is gone meanwhile is said to be', async () => {
    await setup({
      hash: '#accounts',
      others: {
        'accounts.trash': ({ first }) => ({ status: 'trash', total: 1, first, rows: [deleted] }),
        'accounts.restore': () => ({ status: 'gone' }),
      },
    })
    await click(button(t('trashRestoreFor', '\u2068Old\u2069')))
    expect(text()).toContain(t('accountGone'))
  })
})

describe('sign-in settings', () => {
  const offer = () => screen.getByLabelText<HTMLInputElement>(t('settingOffer'))

  test('a switch changes its setting and no other', async () => {
    const { asked } = await setup({
      hash: '#sign-in',
      others: {
        'settings.read': () => ({ ...STANDARD_SETTINGS, submit: true }),
        'settings.change': () => 'done',
      },
    })
    await click(offer())
    expect(asked('settings.change')).toEqual([{ ...STANDARD_SETTINGS, offer: 'toolbar-only', submit: true }])
    expect(text()).toContain(t('settingSaved'))
  })

  test('what could not be kept is switched back', async () => {
    await setup({
      hash: '#sign-in',
      others: {
        'settings.read': () => STANDARD_SETTINGS,
        'settings.change': () => 'storage-failed',
      },
    })
    await click(offer())
    expect(offer().checked).toBe(true)
    expect(text()).toContain(t('storageFailedWhat'))
  })
})

describe('notifications', () => {
  const notify = () => screen.getByLabelText<HTMLInputElement>(t('settingNotify'))
  const others = { 'settings.read': () => STANDARD_SETTINGS, 'settings.change': () => 'done' as const }

  test('are kept where the browser allows them', async () => {
    const { asked } = await setup({ hash: '#sign-in', others })
    await click(notify())
    expect(asked('settings.change')).toEqual([{ ...STANDARD_SETTINGS, notify: true }])
  })

  test('are not where it does not, and the person hears what to do', async () => {
    allowed.notifications = false
    onTestFinished(() => void (allowed.notifications = true))
    const { asked } = await setup({ hash: '#sign-in', others })
    await click(notify())
    expect(notify().checked).toBe(false)
    expect(text()).toContain(t('settingNotifyRefused'))
    expect(asked('settings.change')).toEqual([])
  })
})

describe('the language', () => {
  test('each is called as it calls itself, and the one that is spoken is marked', async () => {
    await setup({
      hash: '#language',
      others: { 'language.read': () => ({ language: 'da', isCurrent: true }) },
    })
    expect(button('Dansk').lang).toBe('da')
    expect(button('Dansk').ariaCurrent).toBe('true')
    expect(button('English').ariaCurrent).not.toBe('true')
    expect(button(t('languageBrowser')).ariaCurrent).not.toBe('true')
  })

  test('is handed to the background with its texts; what could not be kept is said', async () => {
    const { asked } = await setup({
      hash: '#language',
      others: {
        'language.read': () => ({ language: null, isCurrent: false }),
        'language.choose': () => 'storage-failed',
      },
    })
    expect(button(t('languageBrowser')).ariaCurrent).toBe('true')
    await click(button('Dansk'))
    await vi.waitFor(() => expect(text()).toContain(t('storageFailedWhat')))
    expect(asked('language.choose')).toMatchObject([
      { chosen: { language: 'da', texts: { languageTag: 'da', languageTitle: 'Sprog' } } },
    ])
    await click(button(t('languageBrowser')))
    expect(asked('language.choose')[1]).toEqual({ chosen: null })
  })
})

test('About names the version and why each permission is there', async () => {
  await setup({ hash: '#about' })
  expect(text()).toContain(t('aboutVersion', '1.2.3'))
  expect(text()).toContain(t('mayIdle'))
  expect(text()).not.toContain(t('mayAlarms'))
})
