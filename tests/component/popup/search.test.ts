import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setClipboard, t } from './browser'
import { announced, button, click, press, row, settle, setup, totpRow, type } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
let copied: ReturnType<typeof setClipboard>
beforeEach(() => (copied = setClipboard()))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const NAMES = ['Mail', 'Shop', 'Bank', 'Søren', 'Games', 'Cloud', 'Forum', 'Maps']
const rows = NAMES.map((name, index) => totpRow(name, { code: { digits: `00000${index}` } }))
const searchField = () => screen.getByRole<HTMLInputElement>('searchbox', { name: t('searchLabel') })
const shown = () => screen.queryAllByRole('listitem').map((item) => item.querySelector('.name')?.textContent)

/** How many rows the list says it has; only those in view are there. */
const listed = () => Number(row(0).getAttribute('aria-setsize'))

async function search(query: string): Promise<void> {
  await type(searchField(), query)
  await settle()
}

test('seven accounts are seen at a glance: there is nothing to search with', async () => {
  await setup({ rows: rows.slice(1) })
  expect(screen.queryByRole('searchbox')).toBeNull()
  await press('m')
  expect(screen.queryByRole('searchbox')).toBeNull()
  expect(shown()[0]).toBe('Shop')
})

test('of eight, those are shown that the words mean, and how many is said', async () => {
  await setup({ rows })
  expect(announced()).toEqual([])
  await search('ma')
  expect(shown()).toEqual(['Mail', 'Maps'])
  expect(announced()).toEqual([t('searchFound', '2')])
})

test('typing anywhere searches; a blank, a shortcut and a button’s keys do not', async () => {
  await setup({ rows })
  button(t('scanAction')).focus()
  for (const [key, modifiers] of [
    [' ', {}],
    ['Enter', {}],
    ['c', { ctrlKey: true }],
    ['c', { metaKey: true }],
    ['c', { altKey: true }],
  ] as const) {
    await press(key, modifiers)
    expect(document.activeElement).not.toBe(searchField())
  }
  await press('m')
  expect(document.activeElement).toBe(searchField())
})

test('Enter copies the first account’s code', async () => {
  await setup({ rows })
  await search('soren')
  await press('Enter')
  expect(copied).toHaveBeenCalledExactlyOnceWith('000003')
  expect(announced()).toContain(t('copied'))
})

test('Enter where nothing was found copies nothing', async () => {
  await setup({ rows })
  await search('zzz')
  await press('Enter')
  expect(copied).not.toHaveBeenCalled()
})

test('the arrow goes down into the list', async () => {
  await setup({ rows })
  await search('ma')
  await press('ArrowDown')
  expect(row(0).contains(document.activeElement)).toBe(true)
})

test('Escape shows all accounts again, and a second one is the browser’s', async () => {
  await setup({ rows })
  await search('ma')
  await press('Escape')
  expect(searchField().value).toBe('')
  expect(listed()).toBe(8)
  const second = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
  searchField().dispatchEvent(second)
  expect(second.defaultPrevented).toBe(false)
})

test('where nothing matches, that is said, and there is a way back', async () => {
  await setup({ rows })
  await search('zzz')
  screen.getByText(t('searchNothing', '\u2068zzz\u2069'))
  await click(button(t('searchClear')))
  expect(listed()).toBe(8)
})

test('a name of another script or with signs of patterns searches for itself', async () => {
  await setup({ rows: [...rows, totpRow('日本 (語)')] })
  await search('(語)')
  expect(shown()).toEqual(['日本 (語)'])
})

test('locking forgets what was searched for', async () => {
  const { popup, kept } = await setup({ rows, answers: { 'vault.lock': 'done' } })
  await search('ma')
  kept.closed = 'locked'
  await popup.lock()
  kept.closed = undefined
  await popup.reload()
  await settle()
  expect(searchField().value).toBe('')
  expect(listed()).toBe(8)
})
