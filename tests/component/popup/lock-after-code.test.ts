import { cleanup, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageFilled, Reply } from '../../../src/protocol/messages'
import type { Ask } from '../../../src/ui/ask'
import { CodeList } from '../../../src/ui/state/code-list.svelte'
import { setClipboard, t } from './browser'
import {
  accountId,
  announced,
  button,
  click,
  field,
  hotpRow,
  inRow,
  settle,
  setup,
  totpRow,
  type,
} from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))

beforeEach(() => {
  setClipboard()
  history.replaceState(undefined, '', '?in=panel')
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  history.replaceState(undefined, '', location.pathname)
})

const OFFERS: Reply<'signIn.page'> = {
  status: 'waits',
  user: '',
  offers: [{ id: accountId('Mail'), name: 'Mail', user: '', match: 'unknown', period: 30 }],
}

/** The side panel, over a background that locks after each code: what came of the fill is `filled`. */
async function open(filled: PageFilled = { status: 'filled' }) {
  const lock = async () => {
    scene.kept.closed = 'locked'
    await scene.popup.follow(['session'], ['session'])
  }
  const scene: Awaited<ReturnType<typeof setup>> = await setup({
    rows: [totpRow('Mail'), hotpRow('Count')],
    locksAfterCode: true,
    answers: {
      'accounts.used': async () => {
        await lock()
        return { status: 'changed' }
      },
      'codes.next': { status: 'code', digits: '755224' },
      'signIn.page': () => (scene.kept.closed === undefined ? OFFERS : { status: 'locked' }),
      'signIn.fill': async () => {
        if (filled.status === 'filled') await lock()
        return filled
      },
      'vault.unlock': () => {
        scene.kept.closed = undefined
        return { status: 'unlocked' }
      },
    },
  })
  await scene.popup.reload()
  await settle()
  return { ...scene, lock }
}

const copy = (index: number) => click(inRow(index).getByRole('button', { name: /^Copy the code for/ }))
const fill = () => click(button(t('pageFillFor', '\u2068Mail\u2069')))
/** What is seen of it, and what is read out. */
const seen = (text: string) => document.querySelector('form')?.textContent.includes(text) ?? false

async function unlock(): Promise<void> {
  await type(field(t('passphraseLabel')), 'right')
  await click(button(t('unlockAction')))
}

describe('after a copy', () => {
  test.each([0, 1])('of row %i, the locked view says so until it is unlocked', async (index) => {
    const { asked } = await open()
    if (index === 1) await click(button(t('nextActionFor', '\u2068Count\u2069')))
    await copy(index)
    expect(asked('accounts.used')).toHaveLength(1)
    expect(screen.getByLabelText(t('passphraseLabel'))).toBeTruthy()
    expect(seen(t('copiedAndLocked'))).toBe(true)
    await settle(60_000)
    expect(seen(t('copiedAndLocked'))).toBe(true)
    await unlock()
    expect(inRow(0).getByText('Mail')).toBeTruthy()
    expect(document.body.textContent).not.toContain(t('copiedAndLocked'))
  })

  test('it is read out once, and in one sentence', async () => {
    const spoken: string[] = []
    await open()
    const regions = screen.getAllByRole('status')
    const watch = new MutationObserver(() => spoken.push(...announced()))
    regions.forEach((one) => watch.observe(one, { childList: true, characterData: true, subtree: true }))
    await copy(0)
    await settle(10_000)
    watch.disconnect()
    expect(spoken).toEqual([t('copiedAndLocked')])
  })

  test('that the browser refused, Kode stays open', async () => {
    setClipboard({ refuse: true })
    const { asked } = await open()
    await copy(0)
    expect(announced()).toEqual([t('copyFailed')])
    expect(asked('accounts.used')).toEqual([])
    expect(inRow(0).getByText('Mail')).toBeTruthy()
  })

  test('a later lock says nothing of it', async () => {
    const { lock } = await open()
    await copy(0)
    await unlock()
    await lock()
    await settle()
    expect(screen.getByLabelText(t('passphraseLabel'))).toBeTruthy()
    expect(document.body.textContent).not.toContain(t('copiedAndLocked'))
  })
})

describe('after a fill', () => {
  test('the locked view says so', async () => {
    await open()
    await fill()
    expect(seen(t('filledAndLocked'))).toBe(true)
    expect(announced()).toEqual([t('filledAndLocked')])
  })

  test('nothing is said while the page waits for the next code', async () => {
    await open({ status: 'waiting' })
    await fill()
    expect(inRow(0).getByText('Mail')).toBeTruthy()
    expect(announced()).toEqual([])
  })
})

test('codes that were told before the lock are not shown after it', async () => {
  const row = totpRow('Mail')
  const open: Reply<'codes.list'> = {
    ...{ status: 'open', kept: 1, total: 1, byHand: false, hidden: false },
    ...{ first: 0, rows: [row] },
  }
  let answer: (reply: Reply<'codes.list'>) => void = () => undefined
  const ask = (() => new Promise((resolve) => (answer = resolve))) as unknown as Ask
  const codes = new CodeList(ask, Date.now, open)
  const asking = codes.refresh()
  codes.close('locked')
  answer(open)
  await asking
  expect([codes.closed, codes.total, codes.at(0)]).toEqual(['locked', 0, undefined])
})
