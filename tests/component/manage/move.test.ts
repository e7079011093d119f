import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { helpPackFor, NEUTRAL_PACK } from '../../../src/domain/help-pack'
import type { Move } from '../../../src/domain/moving'
import type { Request } from '../../../src/protocol/messages'
import type { Reading } from '../../../src/protocol/reading'
import { writeFrames } from '../../../src/transfer/move-frames'
import { draftOf } from '../../unit/accounts'
import { t } from '../popup/browser'
import { accountId, button, click, field, noButton, type } from '../popup/setup'
import { settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const text = () => document.body.textContent

describe('receiving', () => {
  const seen = (...texts: readonly string[]): Reading => ({
    ...{ status: 'found', width: 100, height: 100 },
    sightings: texts.map((one) => ({ text: one, places: [] })),
  })
  const file = new TextEncoder().encode('otpauth://totp/a?secret=GEZDGNBV\n'.repeat(30))

  async function choose(count: number): Promise<void> {
    const input = document.querySelector('input[type=file]')
    if (!input) throw new Error('no file input')
    const files = Array.from({ length: count }, () => new File(['x'], 'a.png', { type: 'image/png' }))
    Object.defineProperty(input, 'files', { value: files, configurable: true })
    await fireEvent.change(input)
    await settle(50)
  }

  test('names what is missing, in any order, and then looks at the file where files are brought in', async () => {
    const [one = '', two = '', ...more] = (await writeFrames(file)) ?? []
    expect(more).toEqual([])
    const { manage } = await setup({ hash: '#move', readings: [seen(two), seen(two, one)] })
    const take = vi.spyOn(manage.importing, 'take').mockResolvedValue()
    await choose(1)
    expect(text()).toContain(t('moveMissing', '1', '2'))
    expect(take).not.toHaveBeenCalled()
    await choose(1)
    expect(manage.route).toBe('backup')
    const [blob] = take.mock.calls[0] ?? []
    expect(blob?.size).toBe(file.length)
    expect(manage.receiving.of).toBe(0)
  })

  test('begins again when the other computer has', async () => {
    const [one = ''] = (await writeFrames(file)) ?? []
    const other = await writeFrames(Uint8Array.from(file, (byte) => byte ^ 1))
    const { manage } = await setup({ hash: '#move', readings: [seen(one), seen(other?.[1] ?? '')] })
    await choose(1)
    await choose(1)
    expect(text()).toContain(t('moveAnew'))
    expect(manage.receiving.missing).toEqual([1])
  })

  test('a picture of something else is said to be one, and collects nothing', async () => {
    const { manage } = await setup({ hash: '#move', reading: seen('https://example.org/') })
    await choose(1)
    expect(text()).toContain(t('moveNoFrame'))
    expect(manage.receiving.of).toBe(0)
  })

  test('what was collected is gone when the section is left, and when Kode locks', async () => {
    const [one = ''] = (await writeFrames(file)) ?? []
    const { manage } = await setup({ hash: '#move', reading: seen(one) })
    await choose(1)
    expect(manage.receiving.of).toBe(2)
    manage.goTo('#scan')
    expect(manage.receiving.of).toBe(0)
    manage.goTo('#move')
    await settle()
    await choose(1)
    expect(manage.receiving.of).toBe(2)
    await manage.lock()
    expect(manage.receiving.of).toBe(0)
  })
})

describe('sending', () => {
  const begin = async (status: 'accounts' | 'cannot-open') => {
    const account = { ...draftOf(), name: 'Work', id: accountId('work') }
    const answer = status === 'accounts' ? { status, accounts: [account] } : { status }
    const scene = await setup({ hash: '#move', others: { 'transfer.accounts': () => answer } })
    await click(button(t('moveShow')))
    return scene
  }

  test('takes Kode’s passphrase, and a wrong one shows nothing', async () => {
    const { asked } = await begin('cannot-open')
    await click(button(t('moveShow')))
    expect(text()).toContain(t('passphraseMissing'))
    expect(asked('transfer.accounts')).toHaveLength(0)
    await type(field(t('backupOwn')), 'another one')
    await click(button(t('moveShow')))
    expect(asked('transfer.accounts')).toEqual([{ passphrase: 'another one', only: null, form: 'sealed' }])
    expect(text()).toContain(t('unlockCannotOpen'))
    expect(screen.queryByRole('img')).toBeNull()
  })

  test('the words are never on the page with the QR codes, and both go when Kode locks', async () => {
    const { manage } = await begin('accounts')
    const words = 'alpha bravo charlie delta echo foxtrot'
    manage.sending.stage = { kind: 'frames', texts: ['one', 'two'], words }
    await settle()
    expect(screen.getByRole('img')).toBeTruthy()
    expect(text()).not.toContain('alpha')
    await click(button(t('moveFramesRead')))
    expect(screen.queryByRole('img')).toBeNull()
    expect(text()).toContain(words)
    await manage.lock()
    await settle()
    expect(text()).not.toContain('alpha')
    expect(manage.sending.stage).toEqual({ kind: 'ask' })
  })
})

describe('the steps', () => {
  function withMove(move: Move | null, hash = '#move') {
    const kept = { move }
    const others = {
      'move.read': () => kept,
      'move.set': ({ stage }: Request<'move.set'>) => {
        kept.move = stage && { stage, since: 0 }
        return 'done' as const
      },
      'help.pack': () => helpPackFor(['abc123@ku.dk']),
    }
    return setup({ hash, others })
  }
  const current = () => document.querySelector('[aria-current=step] h3')?.textContent

  test('delete the old one only after a sign-in with the new', async () => {
    const { asked } = await withMove(null)
    expect(noButton(t('moveDeleteDone'))).toBe(true)
    await click(button(t('moveBegin')))
    expect(current()).toBe(t('moveAdd'))
    await click(button(t('moveAddDone')))
    expect(current()).toBe(t('moveSignIn'))
    expect(noButton(t('moveDeleteDone'))).toBe(true)
    await click(button(t('moveSignInDone')))
    expect(current()).toBe(t('moveDelete'))
    await click(button(t('moveDeleteDone')))
    expect(text()).toContain(t('moveFinished'))
    expect(asked('move.set')).toEqual(['add', 'sign-in', 'delete', null].map((stage) => ({ stage })))
  })

  test('are reminded of among the accounts until they are done or cancelled', async () => {
    const { manage } = await withMove({ stage: 'delete', since: 0 }, '#accounts')
    expect(text()).toContain(t('moveReminderGo'))
    manage.goTo('#move')
    await settle()
    await click(button(t('moveCancel')))
    expect(text()).toContain(t('moveCancelled'))
    manage.goTo('#accounts')
    await settle()
    expect(text()).not.toContain(t('moveReminderGo'))
  })

  test('lead to IT support where the old one is gone', async () => {
    await withMove(null)
    expect(screen.getByText(t('helpCall', '+45 35 32 32 32')).getAttribute('href')).toBe('tel:+4535323232')
    cleanup()
    await setup({ hash: '#move', others: { 'help.pack': () => NEUTRAL_PACK } })
    expect(text()).toContain(t('helpNoSupport'))
  })

  test('that could not be stored are said to be', async () => {
    await setup({
      hash: '#move',
      others: { 'help.pack': () => NEUTRAL_PACK, 'move.set': () => 'storage-failed' },
    })
    await click(button(t('moveBegin')))
    expect(text()).toContain(t('moveNotKept'))
  })
})
