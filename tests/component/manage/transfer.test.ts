import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AccountId } from '../../../src/domain/account'
import type { Reply, Request } from '../../../src/protocol/messages'
import { draftOf } from '../../unit/accounts'
import { t } from '../popup/browser'
import { accountId, button, click, field, noButton, type } from '../popup/setup'
import { settle, setup } from './setup'

vi.mock('webextension-polyfill', () => import('../popup/browser'))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const ALICE = 'otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQ&issuer=GitHub'
const BOB = 'otpauth://hotp/Acme:bob?secret=MFRGGZDFMZTWQ2LK&issuer=Acme&counter=0'
const BAD = 'otpauth://totp/Old:carol?secret=MFRGGZDF&algorithm=MD5'
const HOSTILE = 'otpauth://totp/%3Cimg%20src=x%20onerror=alert(1)%3E?secret=MFRGGZDF'
const text = () => document.body.textContent
const ids = (...names: string[]): readonly AccountId[] => names.map(accountId)

type Standings = Extract<Reply<'transfer.plan'>, { status: 'planned' }>['standings']

function withPlan(...standings: Standings) {
  return setup({
    hash: '#backup',
    others: {
      'transfer.plan': () => ({ status: 'planned', standings, room: 10_000 }),
      'transfer.add': ({ accounts }: Request<'transfer.add'>) => ({
        status: 'imported',
        ids: accounts.map((_, at) => accountId(`new${at}`)),
        passedOver: 0,
      }),
      'transfer.undo': ({ ids: undone }: Request<'transfer.undo'>) => ({
        status: 'undone',
        accounts: undone.length,
      }),
    },
  })
}

/** jsdom has no drops of its own, and no `arrayBuffer` of its files. */
async function drop(...lines: string[]): Promise<void> {
  const bytes = new TextEncoder().encode(lines.join('\n'))
  const file = Object.assign(new File([bytes], 'export.txt'), {
    arrayBuffer: () => Promise.resolve(bytes.buffer),
  })
  const event = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
    dataTransfer: { types: ['Files'], files: [file], getData: () => '' },
  })
  window.dispatchEvent(event)
  await settle(50)
  await settle(50)
}

describe('a file that is dropped', () => {
  test('is shown row by row, each with its code; nothing is added until the person says so', async () => {
    const { asked } = await withPlan({ kind: 'new' }, { kind: 'conflict', name: 'Acme' }, { kind: 'new' })
    await drop(ALICE, BOB, HOSTILE, BAD)
    expect(asked('transfer.plan')).toHaveLength(1)
    expect(asked('transfer.add')).toHaveLength(0)
    expect(text()).toContain(t('importFrom', 'otpauth'))
    expect(text()).toContain('GitHub: alice')
    expect(document.querySelector('img')).toBeNull()
    // RFC 4226's code of that key and counter, worked out elsewhere.
    expect(document.querySelectorAll('td.code')).toHaveLength(3)
    expect(text()).toContain(`${t('importRefused')}: 1`)
    expect(text()).toContain(`: ${t('problemAlgorithm')}`)
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([
      true,
      false,
      true,
    ])
  })

  test('what was chosen is added in one request, another key only with the person’s word, and undone in one', async () => {
    const { asked } = await withPlan({ kind: 'new' }, { kind: 'conflict', name: 'Acme' }, { kind: 'new' })
    await drop(ALICE, BOB, HOSTILE)
    const [first, second] = screen.getAllByRole('checkbox')
    if (!first || !second) throw new Error('no rows')
    await fireEvent.click(first)
    await fireEvent.click(second)
    await click(button(t('importAdd', '2')))
    const [added] = asked('transfer.add') as Request<'transfer.add'>[]
    expect(added?.accounts.map(({ label, despiteConflict }) => [label.user, despiteConflict])).toEqual([
      ['bob', true],
      ['<img src=x onerror=alert(1)>', false],
    ])
    expect(text()).toContain(t('importDone_other', '2'))
    await click(button(t('undo')))
    expect(asked('transfer.undo')).toEqual([{ ids: ids('new0', 'new1') }])
    expect(text()).toContain(t('importUndone', '2'))
  })

  test('what is in Kode already cannot be chosen', async () => {
    await withPlan({ kind: 'present', name: 'Work' }, { kind: 'repeated' })
    await drop(ALICE, ALICE)
    expect(screen.queryAllByRole('checkbox')).toEqual([])
    expect(text()).toContain(t('importNone'))
    expect(noButton(t('importAdd', '0'))).toBe(true)
  })

  test.each([
    ['nothing', '', 'fileEmpty'],
    ['no export', 'hello', 'fileUnknown'],
    ['half an export', '{"header":', 'fileBroken'],
    ['a PGP message', '-----BEGIN PGP MESSAGE-----', 'filePgp'],
  ] as const)('with %s in it is refused with what to do', async (_what, content, sentence) => {
    const { asked } = await withPlan()
    await drop(content)
    expect(text()).toContain(t(sentence).split(':')[0])
    expect(asked('transfer.plan')).toHaveLength(0)
    expect(button(t('importChoose'))).toBeTruthy()
  })

  test('ten thousand rows: a hundred are drawn, all are chosen', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ALICE.replace('alice', `user${at}`))
    await withPlan(...many.map(() => ({ kind: 'new' }) as const))
    await drop(...many)
    expect(document.querySelectorAll('tbody tr')).toHaveLength(100)
    expect(button(t('importAdd', '10,000'))).toBeTruthy()
    await click(button(t('importMore')))
    expect(document.querySelectorAll('tbody tr')).toHaveLength(200)
  })

  test('is gone from the page when Kode locks', async () => {
    const { manage } = await withPlan({ kind: 'new' })
    await drop(ALICE)
    await manage.lock()
    await settle()
    expect(text()).not.toContain('alice')
    expect(manage.importing.stage).toEqual({ kind: 'ask' })
  })
})

describe('a backup', () => {
  test.each([
    [{ at: null, accounts: 3, missing: 3 }, 'backupNever', ['3']],
    [{ accounts: 0 }, 'backupNothing', []],
  ] as const)('is told of: %j', async (backup, sentence, values) => {
    await setup({ hash: '#backup', backup })
    expect(text()).toContain(t(sentence, ...values))
  })

  test('is reminded of among the accounts as long as one is in none', async () => {
    const { manage } = await setup({ hash: '#accounts', backup: { accounts: 3, missing: 2 } })
    expect(text()).toContain(t('backupReminder_other', '2'))
    manage.goTo('#backup')
    await settle()
    expect(text()).not.toContain(t('backupReminder_other', '2'))
  })

  test('takes Kode’s passphrase', async () => {
    const { asked } = await setup({
      hash: '#backup',
      backup: { accounts: 1, missing: 1 },
      others: { 'transfer.accounts': () => ({ status: 'cannot-open' }) },
    })
    await click(button(t('backupAction')))
    await click(button(t('backupAction')))
    expect(asked('transfer.accounts')).toHaveLength(0)
    expect(text()).toContain(t('passphraseMissing'))
    await type(field(t('backupOwn')), 'another one')
    await type(field(t('backupFor')), 'syv røde både')
    await type(field(t('passphraseRepeat')), 'syv røde både')
    await click(button(t('backupAction')))
    expect(asked('transfer.accounts')).toEqual([{ passphrase: 'another one', only: null, form: 'sealed' }])
    expect(text()).toContain(t('unlockCannotOpen'))
  })
})

describe('an export', () => {
  const account = { ...draftOf(), name: 'Work', id: accountId('work') }
  const begin = async (kind: string) => {
    const scene = await setup({
      hash: '#backup',
      others: { 'transfer.accounts': () => ({ status: 'accounts', accounts: [account] }) },
    })
    await click(button(t('exportAction')))
    await fireEvent.change(screen.getByLabelText(t('exportKind')), { target: { value: kind } })
    await type(field(t('backupOwn')), 'korrekt hest batteri')
    return scene
  }

  test('as text says what clear text means before the passphrase is given', async () => {
    await begin('text')
    expect(text()).toContain(t('exportClear'))
  })

  test('as a QR code is hidden after thirty seconds', async () => {
    const { manage } = await begin('google')
    await click(button(t('exportShow')))
    expect(screen.getByRole('img')).toBeTruthy()
    await settle(29_000)
    expect(screen.getByRole('img')).toBeTruthy()
    await settle(1500)
    expect(screen.queryByRole('img')).toBeNull()
    expect(manage.exporting.shown).toBeUndefined()
    expect(text()).toContain(t('exportHidden'))
  })

  test('on paper shows every account with its key after the warning, and nothing once it is printed', async () => {
    const { manage } = await begin('print')
    expect(text()).toContain(t('exportPaper'))
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    await click(button(t('printShow')))
    expect(document.querySelectorAll('.sheet svg')).toHaveLength(1)
    expect(text()).toContain('GEZD GNBV GY3T QOJQ')
    await click(button(t('printAction')))
    expect(print).toHaveBeenCalledOnce()
    window.dispatchEvent(new Event('afterprint'))
    await settle()
    expect(manage.exporting.sheet).toEqual([])
    expect(text()).not.toContain('GEZD')
  })

  test('is gone from the page when its section is left', async () => {
    const { manage } = await begin('google')
    await click(button(t('exportShow')))
    manage.goTo('#scan')
    expect(manage.exporting.shown).toBeUndefined()
    expect(manage.exporting.accounts).toEqual([])
  })
})
