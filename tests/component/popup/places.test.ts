import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openOwnWindow } from '../../../src/platform/popup-window'
import { sideOpener } from '../../../src/platform/side-panel'
import type { Reply } from '../../../src/protocol/messages'
import { setClipboard, t } from './browser'
import { accountId, button, click, row, settle, setup, totpRow } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
vi.mock('../../../src/platform/popup-window', () => ({ openOwnWindow: vi.fn(() => Promise.resolve()) }))
vi.mock('../../../src/platform/side-panel', () => ({ sideOpener: vi.fn() }))

const openSide = vi.fn(() => Promise.resolve())
const closed = vi.spyOn(window, 'close').mockImplementation(() => undefined)

beforeEach(() => {
  setClipboard()
  vi.mocked(sideOpener).mockReturnValue(openSide)
})
afterEach(() => {
  cleanup()
  vi.clearAllMocks()
  vi.useRealTimers()
  history.replaceState(undefined, '', location.pathname)
})

const shownIn = (place: 'panel' | 'window') => history.replaceState(undefined, '', `?in=${place}`)
const openMenu = () => click(button(t('moreLabel')))
const choices = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent)

describe('the toolbar’s menu leads to the places that stay open', () => {
  test.each([
    ['openAtSideAction', openSide],
    ['ownWindowAction', openOwnWindow],
  ])('%s, in the click’s own turn, and the popup makes way', async (key, open) => {
    await setup({ rows: [totpRow('Mail')] })
    await openMenu()
    const item = screen.getByRole('menuitem', { name: t(key) })
    item.click()
    expect(open).toHaveBeenCalledOnce()
    await settle()
    expect(closed).toHaveBeenCalledOnce()
  })

  test('a browser without a side panel has no item for it', async () => {
    vi.mocked(sideOpener).mockReturnValue(undefined)
    await setup({ rows: [totpRow('Mail')] })
    await openMenu()
    expect(choices()).not.toContain(t('openAtSideAction'))
    expect(choices()).toContain(t('ownWindowAction'))
  })

  test.each(['panel', 'window'] as const)('there is neither in a %s itself', async (place) => {
    shownIn(place)
    await setup({ rows: [totpRow('Mail')] })
    await openMenu()
    expect(choices()).not.toContain(t('openAtSideAction'))
    expect(choices()).not.toContain(t('ownWindowAction'))
  })
})

describe('after a fill', () => {
  const answers = { 'signIn.fill': { status: 'filled' } as Reply<'signIn.fill'> }

  test.each(['panel', 'window'] as const)('a %s stays', async (place) => {
    shownIn(place)
    const { popup } = await setup({ rows: [totpRow('Mail')], answers })
    await popup.fillPage(accountId('Mail'))
    expect(closed).not.toHaveBeenCalled()
  })

  test('the popup makes way', async () => {
    const { popup } = await setup({ rows: [totpRow('Mail')], answers })
    await popup.fillPage(accountId('Mail'))
    expect(closed).toHaveBeenCalledOnce()
  })
})

test('what was on show is gone with the session, before the background has answered; and comes back in place', async () => {
  const { kept, popup } = await setup({ rows: [totpRow('Mail')] })
  expect(row(0).textContent).toContain('Mail')
  kept.closed = 'locked'
  const following = popup.follow(['session'], ['session'])
  expect(popup.codes.total).toBe(0)
  expect(popup.view.kind).not.toBe('codes')
  await following
  await settle()
  expect(document.body.textContent).not.toContain('Mail')
  expect(screen.getByLabelText(t('passphraseLabel'))).toBeTruthy()
  kept.closed = undefined
  await popup.follow(['session'], [])
  await settle()
  expect(row(0).textContent).toContain('Mail')
})
