import { cleanup, screen, within } from '@testing-library/svelte'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openManage } from '../../../src/platform/manage-page'
import type { Found, ScanReport } from '../../../src/protocol/messages'
import { t } from './browser'
import {
  accountFinding,
  accountId,
  announced,
  button,
  click,
  field,
  found,
  MICROSOFT,
  noButton,
  PICTURE,
  pictured,
  row,
  settle,
  setup,
  totpRow,
  type,
} from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
vi.mock('../../../src/platform/manage-page', () => ({ openManage: vi.fn() }))
afterEach(() => {
  cleanup()
  vi.mocked(openManage).mockClear()
  vi.useRealTimers()
})

const ways = () =>
  within(screen.getByRole('group'))
    .getAllByRole('button')
    .map(({ textContent }) => textContent.trim())
const text = () => document.body.textContent
const isolated = (name: string) => `\u2068${name}\u2069`
const added = { status: 'added', id: accountId('new') } as const

describe('one new account', () => {
  test('shows what it is, says where it is offered, and adds it under the chosen name', async () => {
    const rows = [totpRow('Mail')]
    const scene = await setup({
      rows,
      pending: found(accountFinding({ kind: 'new' })),
      answers: { 'accounts.add': () => ((scene.kept.rows = [...rows, totpRow('new')]), added) },
    })
    for (const shown of ['Microsoft', 'Contoso', MICROSOFT.user]) expect(text()).toContain(shown)
    expect(text()).toContain(t('offeredAtMicrosoft'))
    expect(screen.queryByText(t('fieldCodes'))).toBeNull()
    expect(document.activeElement).toBe(button(t('addAction')))

    await type(field(t('fieldName')), 'Study')
    await click(button(t('addAction')))
    expect(scene.asked('accounts.add')).toEqual([{ find: 'find', name: 'Study', despiteConflict: false }])
    expect(scene.asked('scan.dismiss')).toHaveLength(1)
    expect(row(1).textContent).toContain(t('added'))
    expect(row(1).contains(document.activeElement)).toBe(true)
    expect(announced()).toEqual([t('added')])
  })

  test('an emptied name falls back to the suggestion', async () => {
    const { asked } = await setup({
      pending: found(accountFinding({ kind: 'new' })),
      answers: { 'accounts.add': added },
    })
    await type(field(t('fieldName')), '  ')
    await click(button(t('addAction')))
    expect(asked('accounts.add')).toMatchObject([{ name: 'Microsoft 365 (Contoso)' }])
  })

  test('what is unusual is put in words, and a weak key is warned of', async () => {
    const otp = { type: 'totp', algorithm: 'SHA256', digits: 8, period: 60 } as const
    await setup({
      pending: found(accountFinding({ kind: 'new' }, { otp, weakSecret: true, offeredAtMicrosoft: false })),
    })
    expect(text()).toContain(`${t('shapeDigits', '8')}, ${t('shapePeriod', '60')}, SHA-256`)
    expect(text()).toContain(t('weakSecret'))
    expect(text()).not.toContain(t('offeredAtMicrosoft'))
  })

  test('a counter-based account is said to be one', async () => {
    const otp = { type: 'hotp', algorithm: 'SHA1', digits: 6, counter: 0 } as const
    await setup({ pending: found(accountFinding({ kind: 'new' }, { otp })) })
    expect(text()).toContain(t('shapeCounter'))
  })

  test('closing adds nothing and answers the scan', async () => {
    const { asked } = await setup({ pending: found(accountFinding({ kind: 'new' })) })
    await click(button(t('close')))
    expect(asked('accounts.add')).toEqual([])
    expect(asked('scan.dismiss')).toHaveLength(1)
    expect(button(t('scanAction'))).toBeTruthy()
  })

  test.each([
    { status: 'gone', says: 'findGone' },
    { status: 'full', says: 'addFull' },
  ] as const)('not added, $status: it says so, and stays', async ({ status, says }) => {
    await setup({ pending: found(accountFinding({ kind: 'new' })), answers: { 'accounts.add': { status } } })
    await click(button(t('addAction')))
    expect(screen.getByRole('alert').textContent).toContain(t(says))
  })

  test('a lock meanwhile asks for the passphrase, and the find waits', async () => {
    const scene = await setup({
      pending: found(accountFinding({ kind: 'new' })),
      answers: { 'accounts.add': () => ((scene.kept.closed = 'locked'), { status: 'locked' }) },
    })
    await click(button(t('addAction')))
    expect(text()).toContain(t('unlockWaiting'))
  })
})

describe('an account that is not new', () => {
  test('present: says under which name, and offers nothing to add', async () => {
    await setup({ pending: found(accountFinding({ kind: 'present', name: 'Mail' })) })
    expect(text()).toContain(t('standingPresent', isolated('Mail')))
    expect(noButton(t('addAction'))).toBe(true)
    expect(document.activeElement).toBe(button(t('done')))
  })

  const conflict = { pending: found(accountFinding({ kind: 'conflict', name: 'Mail' })) }

  test('conflict: Cancel has the focus, and Enter in the name field adds nothing', async () => {
    const { asked } = await setup(conflict)
    expect(screen.getByRole('alert').textContent).toContain(t('standingConflict', isolated('Mail')))
    expect(document.activeElement).toBe(button(t('cancel')))
    field(t('fieldName')).form?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(asked('accounts.add')).toEqual([])
    await click(button(t('cancel')))
    expect(asked('scan.dismiss')).toHaveLength(1)
  })

  test('conflict: only "Add anyway" adds it', async () => {
    const { asked } = await setup({ ...conflict, answers: { 'accounts.add': added } })
    await click(button(t('addAnyway')))
    expect(asked('accounts.add')).toMatchObject([{ despiteConflict: true }])
  })

  test('a conflict nobody knew of before is shown before anything is added', async () => {
    const { asked } = await setup({
      pending: found(accountFinding({ kind: 'unknown' })),
      answers: { 'accounts.add': { status: 'conflict', name: 'Mail' } },
    })
    await click(button(t('addAction')))
    expect(asked('accounts.add')).toMatchObject([{ despiteConflict: false }])
    expect(document.activeElement).toBe(button(t('cancel')))
  })
})

test.each([true, false])('that there may be more codes is said when it is so (%s)', async (more) => {
  await setup({ pending: { ...found(accountFinding({ kind: 'new' })), more } })
  expect(screen.queryByText(t('scanMore')) !== null).toBe(more)
})

describe('no account', () => {
  const reports: { name: string; pending: ScanReport; says: string[] }[] = [
    {
      name: 'nothing',
      pending: { status: 'nothing', sign: 'none', captureHeld: false },
      says: ['scanNothing', 'scanNothingDo'],
    },
    {
      name: 'a code that is cut off',
      pending: { status: 'nothing', sign: 'cut-off', captureHeld: false },
      says: ['scanCutOff', 'scanCutOffDo'],
    },
    {
      name: 'one part of a message',
      pending: { status: 'nothing', sign: 'structured-append', captureHeld: false },
      says: ['scanPart', 'scanPartWhat', 'scanPartDo'],
    },
    {
      name: 'a Micro QR code',
      pending: { status: 'nothing', sign: 'micro-qr', captureHeld: false },
      says: ['scanMicroQr', 'scanOtherWhat', 'scanOtherDo'],
    },
    {
      name: 'a Data Matrix code',
      pending: { status: 'nothing', sign: 'data-matrix', captureHeld: false },
      says: ['scanDataMatrix', 'scanOtherWhat', 'scanOtherDo'],
    },
    {
      name: 'a page too busy',
      pending: { status: 'nothing', sign: 'too-much', captureHeld: false },
      says: ['scanTooMuch', 'scanTooMuchDo'],
    },
    { name: 'not allowed', pending: { status: 'not-allowed' }, says: ['scanNotAllowed', 'scanNotAllowedDo'] },
    { name: 'failed', pending: { status: 'failed' }, says: ['scanFailed', 'scanFailedDo'] },
  ]
  const findings: { name: string; finding: Found; says: string[] }[] = [
    {
      name: 'push',
      finding: { kind: 'microsoft-push' },
      says: [
        'findMicrosoft',
        'findMicrosoftDo',
        'findMicrosoftNext',
        'findMicrosoftScan',
        'findMicrosoftNoLink',
      ],
    },
    {
      name: 'migration',
      finding: { kind: 'migration', part: 1, parts: 2, accounts: 0, refused: 1 },
      says: ['findMigration', 'findMigrationDo', 'findMigrationLeft'],
    },
    { name: 'link', finding: { kind: 'other', form: 'link' }, says: ['findOther', 'findLink'] },
    { name: 'wifi', finding: { kind: 'other', form: 'wifi' }, says: ['findOther', 'findWifi'] },
    { name: 'contact', finding: { kind: 'other', form: 'contact' }, says: ['findOther', 'findContact'] },
    { name: 'text', finding: { kind: 'other', form: 'text' }, says: ['findOther', 'findText'] },
    { name: 'empty', finding: { kind: 'other', form: 'empty' }, says: ['findOther', 'findEmpty'] },
    {
      name: 'bad account',
      finding: { kind: 'bad-account', problem: 'algorithm-unsupported' },
      says: ['findBad', 'problemAlgorithm'],
    },
  ]
  const cases = [
    ...reports,
    ...findings.map(({ finding, ...rest }) => ({ ...rest, pending: found(finding) })),
  ]

  test.each(cases)('$name: says what it is and gives the next ways', async ({ pending, says }) => {
    await setup({ pending })
    for (const key of says) expect(text()).toContain(t(key))
    expect(document.activeElement).toBe(button(t('scanAgain')))
    expect(ways()).toEqual([t('scanAgain'), t('pictureAction'), t('enterAction')])
    expect(noButton(t('addAction'))).toBe(true)
    // What is said is read out with the button that has the focus.
    const group = screen.getByRole('group')
    expect(group.contains(document.activeElement)).toBe(true)
    const told = document.getElementById(group.getAttribute('aria-labelledby') ?? '')
    expect(told?.textContent).toContain(t(says[0]!))
  })

  test('a QR code of a move leads to where they are put together', async () => {
    await setup({ pending: found({ kind: 'move' }) })
    for (const key of ['findMove', 'findMoveWhat', 'findMoveDo']) expect(text()).toContain(t(key))
    expect(document.activeElement).toBe(button(t('moveTitle')))
    expect(ways()).toEqual([t('moveTitle'), t('scanAgain'), t('pictureAction'), t('enterAction')])
    await click(button(t('moveTitle')))
    expect(openManage).toHaveBeenCalledExactlyOnceWith('move')
  })

  test.each([
    ['browser', 'forbiddenBrowser', 'scanForbiddenDo'],
    ['store', 'forbiddenStore', 'scanForbiddenDo'],
    ['pdf', 'forbiddenPdf', 'scanForbiddenDo'],
    ['edge', 'forbiddenEdge', 'scanForbiddenDo'],
    ['policy', 'forbiddenPolicy', 'forbiddenPolicyDo'],
    ['unknown', 'forbiddenUnknown', 'scanForbiddenDo'],
  ] as const)('a page that may not be seen (%s): why, and a picture first', async (page, why, next) => {
    await setup({ pending: { status: 'forbidden', page } })
    for (const key of ['scanForbidden', why, next]) expect(text()).toContain(t(key))
    expect(ways()).toEqual([t('pictureAction'), t('scanAgain'), t('enterAction')])
    expect(document.activeElement).toBe(button(t('pictureAction')))
  })

  test('nothing found: shows what was looked at, and lets the person point while the capture is held', async () => {
    await setup({ pending: { status: 'nothing', sign: 'none', picture: PICTURE, captureHeld: true } })
    expect(screen.getByRole('img').getAttribute('src')).toBe(PICTURE.url)
    expect(text()).toContain(t('pictureSeenPart'))
    expect(ways()).toEqual([t('scanAgain'), t('regionAction'), t('pictureAction'), t('enterAction')])
    await click(button(t('regionAction')))
    await click(button(t('pictureAction')))
    expect(vi.mocked(openManage).mock.calls).toEqual([['region'], ['scan']])
  })

  test('a code that gives no account is outlined without a number', async () => {
    await setup({ pending: pictured({ kind: 'other', form: 'wifi' }, { kind: 'microsoft-push' }) })
    expect(document.querySelectorAll('polygon.line')).toHaveLength(2)
    expect(screen.queryAllByRole('button', { name: /^QR code \d/ })).toEqual([])
  })

  test('scanning again to the same end is said again', async () => {
    const nothing = { status: 'nothing', sign: 'none', captureHeld: false } as const
    await setup({ pending: nothing, answers: { 'scan.tab': () => ({ ...nothing }) } })
    const said = () => [...screen.getAllByRole('status')[0]!.childNodes]
    expect(said().map(({ textContent }) => textContent?.trim())).not.toContain(t('scanNothing'))
    await click(button(t('scanAgain')))
    const before = said()
    await click(button(t('scanAgain')))
    const news = said().filter((node) => !before.includes(node))
    expect(news.map(({ textContent }) => textContent?.trim())).toContain(t('scanNothing'))
  })

  test('the same thing found twice is said once', async () => {
    await setup({ pending: found({ kind: 'microsoft-push' }, { kind: 'microsoft-push' }) })
    expect(screen.getAllByText(t('findMicrosoft'))).toHaveLength(1)
  })

  test('Microsoft’s own code names both wordings of the link', () => {
    expect(t('findMicrosoftDo')).toContain('Set up a different authentication app')
    expect(t('findMicrosoftDo')).toContain('I want to use a different authenticator app')
  })

  test('is said without asking for the passphrase; typing the key asks for it first', async () => {
    await setup({ closed: 'locked', pending: { status: 'nothing', sign: 'none', captureHeld: false } })
    expect(text()).toContain(t('scanNothing'))
    await click(button(t('enterAction')))
    expect(screen.getByRole('heading', { name: t('unlockTitle') })).toBeTruthy()
  })
})

describe('scanning from the popup', () => {
  test('shows progress only when it takes more than a moment, and then what was found', async () => {
    let answer = (_report: ScanReport): void => undefined
    const scanned = new Promise<ScanReport>((resolve) => (answer = resolve))
    const { asked } = await setup({ answers: { 'scan.tab': () => scanned } })
    await click(button(t('scanAction')))
    await settle(140)
    expect(button(t('scanAction'))).toBeTruthy()
    await settle(20)
    await click(button(t('scanBusy')))
    expect(asked('scan.tab')).toHaveLength(1)
    answer(found(accountFinding({ kind: 'new' })))
    await settle()
    expect(button(t('addAction'))).toBeTruthy()
  })

  test('a scan answered while an older question was under way does not come back', async () => {
    let answer = (_report: ScanReport): void => undefined
    const { popup } = await setup({
      pending: found(accountFinding({ kind: 'new' })),
      answers: { 'scan.pending': () => new Promise<ScanReport>((resolve) => (answer = resolve)) },
    })
    void popup.follow(['find'])
    await click(button(t('close')))
    answer(found(accountFinding({ kind: 'new' })))
    await settle()
    expect(noButton(t('addAction'))).toBe(true)
  })

  test('a scan made from the page’s menu shows up in an open popup, and keeps a name being typed', async () => {
    const { popup, kept } = await setup({ rows: [totpRow('Mail')] })
    kept.pending = found(accountFinding({ kind: 'unknown' }))
    await popup.follow(['find'])
    await settle()
    await type(field(t('fieldName')), 'Study')
    kept.pending = found(accountFinding({ kind: 'new' }))
    await popup.follow(['session'])
    await settle()
    expect(field(t('fieldName')).value).toBe('Study')
  })
})
