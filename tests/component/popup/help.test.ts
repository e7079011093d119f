import { cleanup, fireEvent, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { helpPackFor, NEUTRAL_PACK, PACKS, type Organisation } from '../../../src/domain/help-pack'
import { openSecurityInfo } from '../../../src/platform/security-info'
import { setClipboard, t } from './browser'
import { announced, button, click, inRow, MICROSOFT, noButton, row, settle, setup, totpRow } from './setup'

vi.mock('webextension-polyfill', () => import('./browser'))
vi.mock('../../../src/platform/manage-page', () => ({ openManage: vi.fn() }))
vi.mock('../../../src/platform/security-info', () => ({ openSecurityInfo: vi.fn() }))
beforeEach(() => void setClipboard())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const choose = (key: string) => click(screen.getByRole('menuitem', { name: t(key) }))
const links = () => screen.getAllByRole('link').map((link) => link.getAttribute('href'))

async function openHelp(): Promise<void> {
  await click(button(t('moreLabel')))
  await choose('helpTitle')
}

describe('help', () => {
  test('KU’s links, the number to call and the hours; a click back to the list', async () => {
    await setup({ rows: [totpRow('Mail')], answers: { 'help.pack': helpPackFor(['abc123@ku.dk']) } })
    await openHelp()
    expect(links()).toEqual([
      'https://mysignins.microsoft.com/security-info',
      'https://password.ku.dk/sspr/public/forgottenpassword',
      'https://om.ku.dk/organisation/administration/it/hjaelp-til-login/',
      'tel:+4535323232',
      'https://kunet.ku.dk/oevrige/hjaelp/it/Sider/IT-supportcentre-p%C3%A5-KU.aspx',
    ])
    expect(screen.getByText(t('helpPasswordResetWhat'))).toBeTruthy()
    for (const link of screen.getAllByRole('link'))
      if (link.getAttribute('href')?.startsWith('https:')) expect(link.getAttribute('rel')).toBe('noreferrer')
    await click(button(t('close')))
    expect(row(0).textContent).toContain('Mail')
  })

  test('without a pack: Security info, and whom to ask', async () => {
    await setup({ answers: { 'help.pack': NEUTRAL_PACK } })
    await openHelp()
    expect(links()).toEqual(['https://mysignins.microsoft.com/security-info'])
    expect(screen.getByText(t('helpNoSupport'))).toBeTruthy()
  })
})

describe('while Kode is closed', () => {
  test.each(['locked', 'none', 'damaged'] as const)(
    '%s: help is one click away, and back again',
    async (closed) => {
      const said = { organisation: 'other' as Organisation }
      const { asked } = await setup({
        closed,
        answers: {
          'help.pack': () => PACKS[said.organisation],
          'help.choose': ({ organisation }: { organisation: Organisation }) => {
            said.organisation = organisation
            return 'done'
          },
        },
      })
      await click(button(t('helpTitle')))
      expect(links()).toEqual(['https://mysignins.microsoft.com/security-info'])
      await fireEvent.change(screen.getByLabelText(t('helpOrganisation')), { target: { value: 'ku' } })
      await settle()
      expect(asked('help.choose')).toEqual([{ organisation: 'ku' }])
      expect(links()).toContain('tel:+4535323232')
      await click(button(t('close')))
      expect(button(t('helpTitle'))).toBeTruthy()
    },
  )
})

test('a policy’s pack is not for choosing', async () => {
  const managed = { ...NEUTRAL_PACK, organisation: 'Contoso' }
  await setup({ answers: { 'help.pack': managed } })
  await openHelp()
  expect(screen.getByText('Contoso')).toBeTruthy()
  expect(screen.queryByLabelText(t('helpOrganisation'))).toBeNull()
})

describe('an account that is not confirmed', () => {
  const openMenu = () => click(inRow(0).getByRole('button', { name: /^Options for/ }))

  test('says so, to the eye and to the ear', async () => {
    await setup({ rows: [totpRow('Mail', { label: MICROSOFT, unconfirmed: true })] })
    expect(row(0).textContent).toContain(t('unconfirmed'))
    expect(
      inRow(0)
        .getByRole('button', { name: /^Copy the code for/ })
        .getAttribute('aria-label'),
    ).toContain(t('unconfirmed'))
  })

  test('leads back to Microsoft, on a click', async () => {
    await setup({ rows: [totpRow('Mail', { unconfirmed: true })] })
    await openMenu()
    expect(openSecurityInfo).not.toHaveBeenCalled()
    await choose('menuRegister')
    expect(openSecurityInfo).toHaveBeenCalledOnce()
  })

  test('is confirmed by the person’s word', async () => {
    const mail = totpRow('Mail', { unconfirmed: true })
    const { asked, kept } = await setup({
      rows: [mail],
      answers: {
        'accounts.confirm': () => {
          kept.rows = [{ ...mail, unconfirmed: false }]
          return { status: 'changed' }
        },
      },
    })
    await openMenu()
    await choose('menuConfirm')
    expect(asked('accounts.confirm')).toEqual([{ id: mail.id }])
    expect(announced()).toContain(t('confirmed'))
    expect(row(0).textContent).not.toContain(t('unconfirmed'))
  })

  test('others have no such choice', async () => {
    await setup({ rows: [totpRow('Mail')] })
    await openMenu()
    expect(screen.queryByRole('menuitem', { name: t('menuConfirm') })).toBeNull()
    expect(noButton(t('menuRegister'))).toBe(true)
  })
})

test('where the browser keeps Kode from a sign-in page, it says so at once, and the code can be copied', async () => {
  const writeText = setClipboard()
  const quiet = { status: 'quiet', reason: 'unreachable', host: 'login.microsoftonline.com' } as const
  const { popup } = await setup({ rows: [totpRow('Mail')], answers: { 'signIn.page': quiet } })
  await popup.page.refresh()
  await settle()
  expect(screen.getByText(t('quietUnreachable')).closest('details')).toBeNull()
  await click(inRow(0).getAllByRole('button')[0] ?? row(0))
  expect(writeText).toHaveBeenCalledTimes(1)
})
