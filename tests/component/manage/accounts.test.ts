import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Secret } from '../../../src/domain/secret'
import type { AccountForm, CodeRow, Request } from '../../../src/protocol/messages'
import { announced, button, click, field, inRow, press, totpRow, type } from '../popup/setup'
import { setClipboard, t } from '../popup/browser'
import { settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

// Every second of these tests is drawn.
vi.setConfig({ testTimeout: 20_000 })

const LABEL = { issuer: 'Acme', organisation: '', user: 'bob' }
const FORM: AccountForm = {
  ...{ name: 'B', label: LABEL, settings: { algorithm: 'SHA1', digits: 6, period: 30 } },
  ...{ notes: 'old', tags: ['KU'] },
}
const OTP = {
  type: 'totp',
  secret: 'GEZDGNBVGY3TQOJQ' as Secret,
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
} as const

/** The accounts A, B and C, which a test moves and changes as the background would. */
async function open(rows: CodeRow[] = ['A', 'B', 'C'].map((name) => totpRow(name))) {
  const kept = { rows, byHand: false }
  const scene = await setup({
    hash: '',
    others: {
      'codes.list': ({ first, tag }) => {
        const shown = tag === undefined ? kept.rows : kept.rows.slice(0, 1)
        const told = { kept: kept.rows.length, total: shown.length, byHand: kept.byHand, hidden: false }
        return { status: 'open', ...told, first, rows: shown }
      },
      'accounts.tags': () => ({ status: 'tags', tags: [{ tag: 'KU', accounts: 1 }] }),
      'accounts.read': () => ({ status: 'account', type: 'totp', form: FORM }),
      'accounts.preview': ({ settings }: Request<'accounts.preview'>) => ({
        status: 'preview',
        code: {
          ...{ type: 'totp', digits: '1'.repeat(settings.digits), next: '2'.repeat(settings.digits) },
          ...{ period: settings.period ?? 30, expiresAt: Date.now() + (settings.period ?? 30) * 1000 },
        },
      }),
      'accounts.edit': () => ({ status: 'changed' }),
      'accounts.pin': () => ({ status: 'changed' }),
      'accounts.order': ({ byHand }) => {
        kept.byHand = byHand
        return { status: 'changed' }
      },
      'accounts.move': ({ id, to }) => {
        const from = kept.rows.findIndex((row) => row.id === id)
        kept.rows = kept.rows.toSpliced(from, 1).toSpliced(to, 0, kept.rows[from] ?? totpRow('?'))
        return { status: 'moved', from, at: to }
      },
      'transfer.accounts': ({ passphrase, only }) =>
        passphrase === 'right' && only !== null
          ? { status: 'accounts', accounts: [{ id: only, name: 'B', label: LABEL, otp: OTP }] }
          : { status: 'cannot-open' },
    },
  })
  return { ...scene, kept }
}

const choose = async (row: number, name: string) => {
  await click(inRow(row).getByRole('button', { name: new RegExp(t('menuLabel', '.*')) }))
  await click(screen.getByRole('menuitem', { name }))
}
const focusedRow = () => document.activeElement?.closest('li')?.textContent ?? ''
const preview = () => screen.getByRole('group', { name: t('editPreview') }).textContent.replace(/\D/g, '')

async function pick(label: string, value: string): Promise<void> {
  await fireEvent.change(field(label), { target: { value } })
  await settle()
}

describe('order', () => {
  test('from the keyboard: the row moves, keeps the focus, and where it is now is read out', async () => {
    const { asked } = await open()
    inRow(0).getAllByRole('button')[0]?.focus()
    await press('ArrowDown', { altKey: true })
    expect(asked('accounts.move')).toMatchObject([{ to: 1 }])
    expect(focusedRow()).toContain('A')
    expect(announced()).toContain(t('movedTo', '\u2068A\u2069', '2', '3'))
    await press('ArrowUp', { altKey: true })
    await press('ArrowUp', { altKey: true })
    // There is no place above the first.
    expect(asked('accounts.move')).toHaveLength(2)
  })

  test('from the menu', async () => {
    const { asked } = await open()
    await choose(2, t('menuMoveUp'))
    expect(asked('accounts.move')).toMatchObject([{ to: 1 }])
    expect(focusedRow()).toContain('C')
  })

  test('by dragging the grip', async () => {
    const { asked } = await open()
    const grip = document.querySelector('[data-index="2"] .grip')
    if (!grip) throw new Error('no grip')
    await fireEvent.dragStart(grip)
    await fireEvent.drop(document.querySelector('[data-index="0"]') ?? document.body)
    await settle()
    expect(asked('accounts.move')).toMatchObject([{ id: totpRow('C').id, to: 0 }])
  })

  test('accounts of one tag have no places to be moved to', async () => {
    const { asked } = await open()
    await pick(t('fieldTag'), 'KU')
    expect(asked('codes.list').at(-1)).toMatchObject({ tag: 'KU' })
    expect(document.querySelector('.grip')).toBeNull()
    inRow(0).getAllByRole('button')[0]?.focus()
    await press('ArrowDown', { altKey: true })
    expect(asked('accounts.move')).toEqual([])
  })

  test('the most used first, or by hand', async () => {
    const { asked } = await open()
    await pick(t('fieldOrder'), 'hand')
    await pick(t('fieldOrder'), 'use')
    expect(asked('accounts.order')).toEqual([{ byHand: true }, { byHand: false }])
  })

  test('a pin, and its end', async () => {
    const { asked } = await open([totpRow('A', { pinned: true }), totpRow('B')])
    await choose(0, t('menuUnpin'))
    await choose(1, t('menuPin'))
    expect(asked('accounts.pin')).toMatchObject([{ pinned: false }, { pinned: true }])
  })
})

describe('one account', () => {
  test('the code is another at once when its settings are, and none where they make none', async () => {
    const { asked } = await open()
    await choose(1, t('menuEdit'))
    expect(preview()).toContain('111111')
    await pick(t('fieldDigits'), '8')
    expect(preview()).toContain('11111111')
    await type(field(t('fieldPeriod')), '0')
    await settle()
    expect(document.body.textContent).toContain(t('editPeriodBad'))
    expect(preview()).toBe('')
    await click(button(t('editSave')))
    expect(asked('accounts.edit')).toEqual([])
  })

  test('the code goes on when its time is over', async () => {
    const { asked } = await open()
    await choose(1, t('menuEdit'))
    const before = asked('accounts.preview').length
    await settle(30_000)
    expect(asked('accounts.preview')).toHaveLength(before + 1)
    await click(button(t('editBack')))
    await settle(31_000)
    expect(asked('accounts.preview')).toHaveLength(before + 1)
  })

  test('all fields are saved as one change, and taken back by undo', async () => {
    const { asked } = await open()
    await choose(1, t('menuEdit'))
    await type(field(t('fieldName')), 'Work')
    await type(field(t('fieldIssuer')), 'KU')
    await type(field(t('fieldPeriod')), '60')
    await type(field(t('fieldTags')), ' KU, post ,, ')
    await type(field(t('fieldNotes')), 'one\ntwo')
    await click(button(t('editSave')))
    const form = {
      ...{ name: 'Work', label: { ...LABEL, issuer: 'KU' }, settings: { ...FORM.settings, period: 60 } },
      ...{ notes: 'one\ntwo', tags: ['KU', 'post'] },
    }
    expect(asked('accounts.edit')).toEqual([{ id: totpRow('B').id, form }])
    await click(button(t('undo')))
    expect(asked('accounts.edit').at(-1)).toEqual({ id: totpRow('B').id, form: FORM })
    expect(announced()).toContain(t('editUndone'))
  })

  test('its QR code is shown after the passphrase, for thirty seconds', async () => {
    await open()
    await choose(1, t('menuEdit'))
    await click(button(t('exportShow')))
    expect(document.body.textContent).toContain(t('passphraseMissing'))
    await type(field(t('backupOwn')), 'wrong')
    await click(button(t('exportShow')))
    expect(document.querySelector('svg[role=img]')).toBeNull()
    await type(field(t('backupOwn')), 'right')
    await click(button(t('exportShow')))
    expect(document.querySelector('svg[role=img]')).not.toBeNull()
    await settle(29_000)
    expect(document.querySelector('svg[role=img]')).not.toBeNull()
    await settle(1_000)
    expect(document.querySelector('svg[role=img]')).toBeNull()
    expect(announced()).toContain(t('exportHidden'))
  })

  test('its QR code goes when the page leaves it', async () => {
    const { manage } = await open()
    await choose(1, t('menuEdit'))
    await type(field(t('backupOwn')), 'right')
    await click(button(t('exportShow')))
    await click(button(t('editBack')))
    expect(manage.exporting.shown).toBeUndefined()
  })
})

test('the page says at its door that a code was copied and Kode locked for it', async () => {
  const told = { kept: 1, total: 1, byHand: false, hidden: false, locksAfterCode: true } as const
  const row = () => totpRow('A', { code: { expiresAt: Date.now() + 30_000 } })
  let isLocked = false
  setClipboard()
  const { manage } = await setup({
    hash: '',
    others: {
      'codes.list': ({ first }) =>
        isLocked ? { status: 'locked' } : { status: 'open', ...told, first, rows: [row()] },
      'accounts.used': () => {
        isLocked = true
        void manage.follow(['session'])
        return { status: 'changed' }
      },
    },
  })
  await click(inRow(0).getByRole('button', { name: /^Copy the code for/ }))
  await settle()
  expect(announced()).toEqual([t('copiedAndLocked')])
  expect(document.querySelector('form')?.textContent).toContain(t('copiedAndLocked'))
})
