import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { WayId, WayShown } from '../../../src/protocol/messages'
import { t } from '../popup/browser'
import { accountId, button, click, field, noButton, type } from '../popup/setup'
import { settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
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
const LOCKING = { idleMinutes: 30, hours: 12 }
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
    ['#about', 'aboutTitle'],
  ])('%j is in the section named by %s', async (hash, title) => {
    await setup({
      hash,
      others: {
        ...waysOf(WAY),
        'settings.read': () => ({ offer: 'at-field', submit: false, codes: 'shown' }),
      },
    })
    expect(current()).toBe(t(title))
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
    expect(asked('vault.setLocking')).toEqual([{ idleMinutes: 5, hours: 12 }])
    expect(text()).toContain(t('lockingSaved'))
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
        'settings.read': () => ({ offer: 'at-field', submit: true, codes: 'shown' }),
        'settings.change': () => 'done',
      },
    })
    await click(offer())
    expect(asked('settings.change')).toEqual([{ offer: 'toolbar-only', submit: true, codes: 'shown' }])
    expect(text()).toContain(t('settingSaved'))
  })

  test('what could not be kept is switched back', async () => {
    await setup({
      hash: '#sign-in',
      others: {
        'settings.read': () => ({ offer: 'at-field', submit: false, codes: 'shown' }),
        'settings.change': () => 'storage-failed',
      },
    })
    await click(offer())
    expect(offer().checked).toBe(true)
    expect(text()).toContain(t('storageFailedWhat'))
  })
})

test('About names the version and why each permission is there', async () => {
  await setup({ hash: '#about' })
  expect(text()).toContain(t('aboutVersion', '1.2.3'))
  expect(text()).toContain(t('mayIdle'))
  expect(text()).not.toContain(t('mayAlarms'))
})
