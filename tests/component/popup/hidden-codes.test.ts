import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'
import { setClipboard, t } from './browser'
import { click, inRow, press, row, settle, setup, totpRow } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const CODE = '123456'
const names = ['A', 'B']

async function open() {
  const rows = names.map((name) => totpRow(name, { code: { period: 60 } }))
  const told = { kept: 2, total: 2, byHand: false, hidden: true, first: 0 }
  const scene = await setup({ rows, answers: { 'codes.list': () => ({ status: 'open', ...told, rows }) } })
  await scene.popup.codes.refresh()
  await settle()
  return scene
}

const shownIn = (index: number) => row(index).textContent.replace(/\D/g, '').includes(CODE)
const said = (index: number) => inRow(index).getAllByRole('button')[0]?.getAttribute('aria-label')

test('a code is dots, to the eye and to the ear, until it is pressed', async () => {
  await open()
  expect([shownIn(0), shownIn(1)]).toEqual([false, false])
  expect(said(0)).toBe(t('revealLabel', '\u2068A\u2069'))
  await click(inRow(0).getAllByRole('button')[0] ?? document.body)
  expect([shownIn(0), shownIn(1)]).toEqual([true, false])
})

test('one at a time, and for thirty seconds', async () => {
  await open()
  await click(inRow(0).getAllByRole('button')[0] ?? document.body)
  await click(inRow(1).getAllByRole('button')[0] ?? document.body)
  expect([shownIn(0), shownIn(1)]).toEqual([false, true])
  await settle(31_000)
  expect([shownIn(0), shownIn(1)]).toEqual([false, false])
})

test('it is copied from the menu without being shown, and that counts as a use', async () => {
  const copied = setClipboard()
  const { asked } = await open()
  await click(inRow(0).getByRole('button', { name: t('menuLabel', '\u2068A\u2069') }))
  await click(screen.getByRole('menuitem', { name: t('menuCopy') }))
  expect(copied).toHaveBeenCalledExactlyOnceWith(CODE)
  expect(shownIn(0)).toBe(false)
  expect(asked('accounts.used')).toHaveLength(1)
  await press('Escape')
})
