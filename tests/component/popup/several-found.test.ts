import { cleanup, screen, within } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AccountAdded, FindId, Found } from '../../../src/protocol/messages'
import { t } from './browser'
import {
  accountFinding,
  accountId,
  announced,
  button,
  click,
  field,
  noButton,
  pictured,
  settle,
  setup,
  totpRow,
  type,
} from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const isolated = (name: string) => `\u2068${name}\u2069`
const added = { status: 'added', id: accountId('new') } as const
const account = (name: string, standing: 'new' | 'present' | 'conflict' = 'new') =>
  accountFinding(
    standing === 'new' ? { kind: standing } : { kind: standing, name: 'Old' },
    { suggestedName: name },
    name,
  )
const LINK: Found = { kind: 'other', form: 'link' }
const PUSH: Found = { kind: 'microsoft-push' }

const rows = () => screen.getAllByRole('listitem')
const header = (index: number) => within(rows()[index]!).getAllByRole('button')[0]!
const opened = () => rows().flatMap((_, index) => (isOpen(header(index)) ? [index] : []))
const isOpen = (element: HTMLElement) => element.getAttribute('aria-expanded') === 'true'
const symbols = () => screen.getAllByRole('button', { name: /^QR code \d/ })
const pressed = () => symbols().map((symbol) => symbol.getAttribute('aria-pressed') === 'true')

describe('several accounts', () => {
  const three = pictured(account('A'), account('B'), LINK)

  test('stand in a list, numbered as in the picture, and nothing is chosen for the person', async () => {
    await setup({ pending: three })
    expect(screen.getByRole('heading', { name: t('codesFound_other', '3') })).toBeTruthy()
    expect(rows().map((row) => row.textContent.trim().charAt(0))).toEqual(['1', '2', '3'])
    expect(symbols().map((symbol) => symbol.textContent)).toEqual(['1', '2', '3'])
    expect(document.querySelectorAll('polygon.line')).toHaveLength(3)
    expect(opened()).toEqual([])
    expect(document.activeElement).toBe(header(0))
    expect(noButton(t('addAction'))).toBe(true)
  })

  test('each symbol says whose it is', async () => {
    await setup({ pending: three })
    const who = (name: string) => isolated(`${name}, Microsoft · alice@contoso.example`)
    expect(button(t('symbolLabel', '2', who('B')))).toBe(symbols()[1])
    const link = isolated(`${t('findOther')}, ${t('findLink')}`)
    expect(button(t('symbolLabel', '3', link))).toBe(symbols()[2])
  })

  test('the picture and the list show the same one chosen, from either side', async () => {
    await setup({ pending: three })
    await click(symbols()[1]!)
    expect(opened()).toEqual([1])
    expect(pressed()).toEqual([false, true, false])
    expect(document.activeElement).toBe(header(1))
    await click(header(0))
    expect(opened()).toEqual([0])
    expect(pressed()).toEqual([true, false, false])
    await click(header(0))
    expect(opened()).toEqual([])
  })

  test('adding one comes back to the list, where it stands as kept', async () => {
    const { asked } = await setup({ pending: three, answers: { 'accounts.add': added } })
    await click(header(1))
    await type(field(t('fieldName')), 'Study')
    await click(button(t('addAction')))
    expect(asked('accounts.add')).toEqual([{ find: 'B', name: 'Study', despiteConflict: false }])
    expect(opened()).toEqual([])
    expect(document.activeElement).toBe(header(1))
    expect(header(1).textContent).toContain(t('rowPresent', isolated('Study')))
    expect(announced()).toContain(t('added'))
    expect(asked('scan.dismiss')).toEqual([])
  })

  test('adding the last one leads to the codes', async () => {
    const { asked } = await setup({
      rows: [totpRow('Mail')],
      pending: pictured(account('A'), account('B', 'present'), LINK),
      answers: { 'accounts.add': added },
    })
    await click(header(0))
    await click(button(t('addAction')))
    expect(asked('scan.dismiss')).toHaveLength(1)
    expect(button(t('scanAction'))).toBeTruthy()
  })

  test('what knows more of the same scan changes nothing that was chosen or typed', async () => {
    const { popup, kept } = await setup({ pending: three })
    await click(header(1))
    await type(field(t('fieldName')), 'Study')
    kept.pending = pictured(account('A', 'present'), account('B'), LINK)
    await popup.follow(['session'])
    await settle()
    expect(opened()).toEqual([1])
    expect(field(t('fieldName')).value).toBe('Study')
    kept.pending = pictured(account('C'), account('D'), LINK)
    await popup.follow(['find'])
    await settle()
    expect(opened()).toEqual([])
  })

  test('Done leaves the others', async () => {
    const { asked } = await setup({ pending: three })
    await click(button(t('done')))
    expect(asked('scan.dismiss')).toHaveLength(1)
    expect(asked('accounts.add')).toEqual([])
  })
})

describe('all at once', () => {
  const mixed = pictured(account('A'), account('B', 'present'), account('C', 'conflict'), account('D'))

  test('adds only what is new, under the names as they stand', async () => {
    const { asked } = await setup({ pending: mixed, answers: { 'accounts.add': added } })
    await click(header(3))
    await type(field(t('fieldName')), 'Study')
    await click(button(t('addAll', '2')))
    expect(asked('accounts.add')).toEqual([
      { find: 'A', name: 'A', despiteConflict: false },
      { find: 'D', name: 'Study', despiteConflict: false },
    ])
    expect(header(2).textContent).toContain(t('rowConflict'))
    expect(screen.queryByText(t('addAll', '0'))).toBeNull()
    expect(button(t('done'))).toBeTruthy()
  })

  test('leads to the codes when that was all', async () => {
    const { asked } = await setup({
      pending: pictured(account('A'), account('B')),
      answers: { 'accounts.add': added },
    })
    await click(button(t('addAll', '2')))
    expect(asked('accounts.add')).toHaveLength(2)
    expect(asked('scan.dismiss')).toHaveLength(1)
  })

  test('one that turns out to be a conflict is left for the person', async () => {
    const reply = (find: FindId): AccountAdded => (find === 'A' ? { status: 'conflict', name: 'Old' } : added)
    const { asked } = await setup({
      pending: pictured(account('A'), account('B')),
      answers: { 'accounts.add': ({ find }) => reply(find) },
    })
    await click(button(t('addAll', '2')))
    expect(asked('accounts.add')).toHaveLength(2)
    expect(header(0).textContent).toContain(t('rowConflict'))
    expect(header(1).textContent).toContain(t('rowPresent', isolated('B')))
  })

  test('stops where the vault cannot take more, and says so', async () => {
    const { asked } = await setup({
      pending: pictured(account('A'), account('B')),
      answers: { 'accounts.add': { status: 'full' } },
    })
    await click(button(t('addAll', '2')))
    expect(asked('accounts.add')).toHaveLength(1)
    expect(screen.getByRole('alert').textContent).toContain(t('addFull'))
  })

  test('is not offered for one', async () => {
    await setup({ pending: pictured(account('A'), account('B', 'conflict')) })
    expect(noButton(t('addAll', '1'))).toBe(true)
  })
})

describe('in the list', () => {
  test('a conflict: Cancel comes first, and leads back to the list', async () => {
    const { asked } = await setup({
      pending: pictured(account('A'), account('B', 'conflict')),
      answers: { 'accounts.add': added },
    })
    await click(header(1))
    expect(screen.getByRole('alert').textContent).toContain(t('standingConflict', isolated('Old')))
    await click(button(t('cancel')))
    expect(opened()).toEqual([])
    expect(document.activeElement).toBe(header(1))
    expect(asked('accounts.add')).toEqual([])
    await click(header(1))
    await click(button(t('addAnyway')))
    expect(asked('accounts.add')).toMatchObject([{ find: 'B', despiteConflict: true }])
  })

  test('a conflict that shows only on adding takes the focus to Cancel', async () => {
    await setup({
      pending: pictured(account('A'), account('B')),
      answers: { 'accounts.add': { status: 'conflict', name: 'Old' } },
    })
    await click(header(0))
    await click(button(t('addAction')))
    expect(document.activeElement).toBe(button(t('cancel')))
  })

  test('an account that is here has nothing to press', async () => {
    await setup({ pending: pictured(account('A', 'present'), account('B')) })
    await click(header(0))
    expect(screen.getByText(t('standingPresent', isolated('Old')))).toBeTruthy()
    expect(noButton(t('addAction'))).toBe(true)
    expect(screen.getAllByRole('button', { name: t('done') })).toHaveLength(1)
  })

  test('the only account is open at once, and what is beside it says what it is', async () => {
    await setup({ pending: pictured(LINK, account('A'), PUSH) })
    expect(opened()).toEqual([1])
    expect(document.activeElement).toBe(header(1))
    expect(button(t('addAction'))).toBeTruthy()
    await click(header(2))
    expect(header(2).textContent).toContain(t('findMicrosoft'))
    expect(rows()[2]!.textContent).toContain(t('findMicrosoftDo'))
  })
})

test('one account: its symbol is outlined, with no number and nothing to choose', async () => {
  await setup({ pending: pictured(account('A')) })
  expect(document.querySelectorAll('polygon.line')).toHaveLength(1)
  expect(screen.queryAllByRole('button', { name: /^QR code \d/ })).toEqual([])
  expect(screen.getByRole('img', { name: t('pictureSeen') })).toBeTruthy()
})

test('a code shown twice is outlined twice and is one stop of the Tab key', async () => {
  const [first, ...others] = pictured(account('A'), account('B')).findings
  const twice = { ...first!, places: [...first!.places, ...others[0]!.places] }
  await setup({ pending: { ...pictured(), findings: [twice, ...others] } })
  expect(symbols().map((symbol) => symbol.textContent)).toEqual(['1', '1', '2'])
  expect(symbols().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, 0])
})
