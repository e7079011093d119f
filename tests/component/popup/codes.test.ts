import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openManage } from '../../../src/platform/manage-page'
import { setClipboard, t } from './browser'
import {
  accountId,
  announced,
  button,
  click,
  hotpRow,
  inRow,
  MICROSOFT,
  press,
  row,
  settle,
  setup,
  START,
  totpRow,
  type,
} from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
vi.mock('../../../src/platform/manage-page', () => ({ openManage: vi.fn() }))
let copied: ReturnType<typeof setClipboard>
beforeEach(() => (copied = setClipboard()))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const digitsIn = (index: number) => row(index).querySelector('.digits')?.textContent.replace(/\s/g, '')
const copyButton = (index: number) => inRow(index).getByRole('button', { name: /^Copy the code for/ })
const openMenu = (index: number) => click(inRow(index).getByRole('button', { name: /^Options for/ }))
const choose = (key: string) => click(screen.getByRole('menuitem', { name: t(key) }))

describe('a row', () => {
  test('shows six digits as 3 and 3, and says them one by one', async () => {
    await setup({ rows: [totpRow('Mail', { label: MICROSOFT })] })
    expect([...row(0).querySelectorAll('.digits > span')].map((part) => part.textContent)).toEqual([
      '123',
      '456',
    ])
    expect(copyButton(0).getAttribute('aria-label')).toContain(': 1 2 3 4 5 6')
    expect(copyButton(0).title).toBe('Contoso · Microsoft')
  })

  test('a press copies the code, says so in the row and politely, and goes quiet again', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await click(copyButton(0))
    expect(copied).toHaveBeenCalledExactlyOnceWith('123456')
    expect(inRow(0).getByText(t('copied'))).toBeTruthy()
    expect(announced()).toContain(t('copied'))
    await settle(3000)
    expect(inRow(0).queryByText(t('copied'))).toBeNull()
  })

  test('a browser that refuses the clipboard is not called a success', async () => {
    setClipboard({ refuse: true })
    await setup({ rows: [totpRow('Mail')] })
    await click(copyButton(0))
    expect(announced()).toEqual([t('copyFailed')])
  })
})

describe('as time goes', () => {
  const late = (index: number) => row(index).querySelector('.row')?.classList.contains('late')

  test('near the end the next code takes the place of "not confirmed yet"', async () => {
    await setup({ rows: [totpRow('Mail', { unconfirmed: true })] })
    expect(row(0).textContent).toContain(t('unconfirmed'))
    await settle(26_000)
    expect(row(0).textContent).not.toContain(t('unconfirmed'))
    expect(row(0).textContent).toContain(t('nextLabel'))
    expect(copyButton(0).getAttribute('aria-label')).toContain(t('unconfirmed'))
  })

  test('the last five seconds turn the code late and show the next one', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await settle(24_000)
    expect(late(0)).toBe(false)
    expect(inRow(0).queryByText(t('nextLabel'))).toBeNull()
    await settle(1000)
    expect(late(0)).toBe(true)
    expect(inRow(0).getByText('6 5 4 3 2 1')).toBeTruthy()
    expect(inRow(0).getByRole('timer', { name: t('secondsLeft', '5') })).toBeTruthy()
  })

  test('at the end the next code stands there at once, before the background answers', async () => {
    const { asked } = await setup({
      rows: [totpRow('Mail')],
      answers: { 'codes.list': () => new Promise(() => undefined) },
    })
    await settle(30_000)
    expect(digitsIn(0)).toBe('654321')
    expect(late(0)).toBe(false)
    expect(asked('codes.list')).toHaveLength(1)
  })

  test('the rows of the new step replace it', async () => {
    const { kept } = await setup({ rows: [totpRow('Mail')] })
    kept.rows = [totpRow('Mail', { code: { digits: '654321', next: '111222', expiresAt: START + 60_000 } })]
    await settle(56_000)
    expect(digitsIn(0)).toBe('654321')
    expect(inRow(0).getByText('1 1 1 2 2 2')).toBeTruthy()
  })

  test('after a sleep longer than both codes no old code is shown', async () => {
    await setup({
      rows: [totpRow('Mail')],
      answers: { 'codes.list': () => new Promise(() => undefined) },
    })
    await settle(60_000)
    expect(digitsIn(0)).toBe('••••••')
    expect(inRow(0).queryByRole('button', { name: /^Copy/ })).toBeNull()
  })

  test('the seconds are never announced', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await settle(5000)
    expect(announced()).toEqual([])
  })
})

describe('a counter-based row', () => {
  test('shows no code until asked, then the one the background gave, and copies that', async () => {
    const rows = [hotpRow('Token')]
    const { asked } = await setup({ rows, answers: { 'codes.next': { status: 'code', digits: '755224' } } })
    expect(digitsIn(0)).toBe('••••••')
    await click(inRow(0).getByRole('button', { name: /^Next code for/ }))
    expect(asked('codes.next')).toEqual([{ id: accountId('Token') }])
    expect(digitsIn(0)).toBe('755224')
    await click(copyButton(0))
    expect(copied).toHaveBeenCalledWith('755224')
  })

  test.each([
    { reply: { status: 'gone' }, says: 'accountGone' },
    { reply: { status: 'storage-failed' }, says: 'storageFailedWhat' },
  ] as const)('$reply.status is explained, and no code is shown', async ({ reply, says }) => {
    await setup({ rows: [hotpRow('Token')], answers: { 'codes.next': reply } })
    await click(inRow(0).getByRole('button', { name: /^Next code for/ }))
    expect(announced()).toContain(t(says))
    expect(digitsIn(0)).toBe('••••••')
  })
})

describe('renaming', () => {
  const scene = {
    rows: [totpRow('Mail'), totpRow('Work')],
    answers: { 'accounts.rename': { status: 'changed' } },
  } as const
  const nameField = () => screen.getByRole<HTMLInputElement>('textbox', { name: t('fieldName') })

  test('F2 opens the field with the whole name selected, Enter saves', async () => {
    const { asked } = await setup(scene)
    copyButton(1).focus()
    await press('F2')
    expect(nameField().value.slice(nameField().selectionStart ?? 9, nameField().selectionEnd ?? 9)).toBe(
      'Work',
    )
    await type(nameField(), ' Study ')
    await press('Enter')
    expect(asked('accounts.rename')).toEqual([{ id: accountId('Work'), name: 'Study' }])
    expect(document.activeElement).toBe(copyButton(1))
  })

  test('Escape leaves the name, keeps the popup open and gives the focus back', async () => {
    const { asked } = await setup(scene)
    copyButton(1).focus()
    await press('F2')
    await type(nameField(), 'Study')
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    nameField().dispatchEvent(escape)
    await settle()
    expect(escape.defaultPrevented).toBe(true)
    expect(asked('accounts.rename')).toEqual([])
    expect(document.activeElement).toBe(copyButton(1))
  })

  test.each(['', '   ', 'Work'])('"%s" is no new name', async (name) => {
    const { asked } = await setup(scene)
    copyButton(1).focus()
    await press('F2')
    await type(nameField(), name)
    await press('Enter')
    expect(asked('accounts.rename')).toEqual([])
  })

  test('Enter that ends an input method’s composition does not save', async () => {
    const { asked } = await setup(scene)
    copyButton(1).focus()
    await press('F2')
    await type(nameField(), 'にほ')
    await press('Enter', { isComposing: true })
    expect(asked('accounts.rename')).toEqual([])
    expect(nameField()).toBeTruthy()
  })
})

describe('the menu', () => {
  test('opens on its first choice; arrows go round; Escape closes it and gives the focus back', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await openMenu(0)
    const focused = () => document.activeElement?.textContent
    expect(focused()).toBe(t('menuCopy'))
    await press('ArrowUp')
    expect(focused()).toBe(t('menuDelete'))
    await press('ArrowDown')
    await press('ArrowDown')
    expect(focused()).toBe(t('menuPin'))
    await press('Escape')
    expect(screen.queryByRole('menu')).toBeNull()
    expect(document.activeElement?.getAttribute('aria-haspopup')).toBe('menu')
  })

  test('a press elsewhere closes it', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await openMenu(0)
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    await settle()
    expect(screen.queryByRole('menu')).toBeNull()
  })

  test('a counter-based account with no code shown has nothing to copy', async () => {
    await setup({ rows: [hotpRow('Token')] })
    await openMenu(0)
    expect(screen.getAllByRole('menuitem').map((item) => item.textContent)).toEqual([
      t('menuPin'),
      t('menuRename'),
      t('menuDelete'),
    ])
  })
})

describe('deleting', () => {
  const rows = [totpRow('Mail'), totpRow('Work')]
  async function deleteSecond() {
    const scene = await setup({
      rows,
      answers: {
        'accounts.remove': () => ((scene.kept.rows = rows.slice(0, 1)), { status: 'changed' }),
        'accounts.restore': () => ((scene.kept.rows = rows), { status: 'changed' }),
      },
    })
    await openMenu(1)
    await choose('menuDelete')
    return scene
  }

  test('takes the row away, says so, and undo brings it back with the focus', async () => {
    const { asked } = await deleteSecond()
    expect(asked('accounts.remove')).toEqual([{ id: accountId('Work') }])
    expect(announced().join()).toContain('Work')
    expect(document.activeElement).toBe(copyButton(0))
    await click(button(t('undo')))
    expect(asked('accounts.restore')).toEqual([{ id: accountId('Work') }])
    expect(document.activeElement).toBe(copyButton(1))
    expect(announced()).toContain(t('restored'))
  })

  test('Ctrl+Z undoes it too', async () => {
    const { asked } = await deleteSecond()
    await press('z', { ctrlKey: true })
    expect(asked('accounts.restore')).toHaveLength(1)
  })

  test('the offer ends after eight seconds, but not while it has the focus', async () => {
    await deleteSecond()
    button(t('undo')).focus()
    await settle(20_000)
    copyButton(0).focus()
    await settle(7900)
    expect(button(t('undo'))).toBeTruthy()
    await settle(200)
    expect(screen.queryByRole('button', { name: t('undo') })).toBeNull()
  })

  test('an account that is already gone offers no undo', async () => {
    await setup({ rows, answers: { 'accounts.remove': { status: 'gone' } } })
    await openMenu(1)
    await choose('menuDelete')
    expect(screen.queryByRole('button', { name: t('undo') })).toBeNull()
    expect(announced()).toContain(t('accountGone'))
  })
})

describe('a thousand accounts', () => {
  const rows = Array.from({ length: 1000 }, (_, index) => totpRow(`Account ${index}`))

  test('only the rows in view are there, and a scroll asks only for those around it', async () => {
    const { asked } = await setup({ rows })
    expect(document.querySelectorAll('[data-index]')).toHaveLength(6)
    expect(asked('codes.list')).toEqual([])
    const scroller = document.querySelector('.scroller')!
    scroller.scrollTop = 88 * 500
    scroller.dispatchEvent(new Event('scroll'))
    await settle()
    expect(asked('codes.list')).toEqual([{ first: 496, count: 14 }])
    expect(row(500).textContent).toContain('Account 500')
    expect(row(500).getAttribute('aria-posinset')).toBe('501')
    expect(row(500).getAttribute('aria-setsize')).toBe('1000')
  })

  test('End goes to the last row, Home back to the first', async () => {
    await setup({ rows })
    copyButton(0).focus()
    await press('End')
    expect(document.activeElement).toBe(copyButton(999))
    await press('Home')
    expect(document.activeElement).toBe(copyButton(0))
  })

  test('one row is a tab stop, and arrows move it', async () => {
    await setup({ rows })
    copyButton(0).focus()
    await press('ArrowDown')
    expect(document.activeElement).toBe(copyButton(1))
    expect([...document.querySelectorAll('.copy')].map((one) => (one as HTMLElement).tabIndex)).toEqual([
      -1, 0, -1, -1, -1, -1,
    ])
  })
})

describe('the list as a whole', () => {
  test('an empty one explains how to register, with a link that tells Microsoft nothing', async () => {
    await setup()
    const link = screen.getByRole('link')
    expect(link.getAttribute('href')).toBe('https://mysignins.microsoft.com/security-info')
    expect([link.getAttribute('target'), link.getAttribute('rel')]).toEqual(['_blank', 'noreferrer'])
  })

  test('the lock button locks, and nothing of the list stays', async () => {
    const scene = await setup({
      rows: [totpRow('Mail')],
      answers: { 'vault.lock': () => ((scene.kept.closed = 'locked'), 'done') },
    })
    await click(button(t('lockAction')))
    expect(screen.getByRole('heading', { name: t('unlockTitle') })).toBeTruthy()
    expect(document.body.textContent).not.toContain('Mail')
  })

  test('locking does not wait for another answer to empty the list', async () => {
    await setup({
      rows: [totpRow('Mail')],
      answers: { 'vault.lock': 'done', 'codes.list': () => new Promise(() => undefined) },
    })
    await click(button(t('lockAction')))
    expect(document.body.textContent).not.toContain('Mail')
  })

  test('a vault locked elsewhere locks the popup', async () => {
    const { popup, kept } = await setup({ rows: [totpRow('Mail')] })
    kept.closed = 'locked'
    await popup.follow(['session'])
    await settle()
    expect(screen.getByRole('heading', { name: t('unlockTitle') })).toBeTruthy()
  })
})

test('further ways to add an account, and help, are a menu, from the keyboard too', async () => {
  await setup()
  await click(button(t('moreLabel')))
  const choices = screen.getAllByRole('menuitem')
  expect(choices.map(({ textContent }) => textContent)).toEqual([
    t('pictureAction'),
    t('enterAction'),
    t('ownWindowAction'),
    t('helpTitle'),
  ])
  expect(document.activeElement).toBe(choices[0])
  await press('Escape')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(button(t('moreLabel')))
  await click(button(t('moreLabel')))
  await click(screen.getByRole('menuitem', { name: t('pictureAction') }))
  expect(vi.mocked(openManage).mock.calls).toEqual([['scan']])
})
