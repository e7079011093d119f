import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { readOffer } from '../harness/offer.mjs'
import { encodeBase32 } from '../site/base32.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { CODE_PAGE, HOST, useArena } from './arena'

const here = useArena()

const MARKUP = '<img src=x onerror="document.title=1"><a href="javascript:alert(1)">x</a>'
/** "Micr" and "soft" with a Cyrillic о between. */
const CYRILLIC = 'Micrоsoft'

/** Each with a secret of its own: a secret that is kept already is another thing. */
const uriOf = (label: string, issuer: string) =>
  `otpauth://totp/${encodeURIComponent(label)}?secret=${encodeBase32(randomBytes(10))}&issuer=${encodeURIComponent(issuer)}`

/** Shows the symbol on a page, scans that page from the toolbar, and gives the popup. */
async function scan(uri: string): Promise<Page> {
  const { kode, page, t } = here.arena
  await say('scan.dismiss', {}) // what nobody answered would come up again
  await page.goto(`https://${HOSTS.practice}/qr?${new URLSearchParams({ payload: uri }).toString()}`)
  const popup = await kode.clickToolbar(page)
  onTestFinished(() => popup.close())
  await journey.scan(popup, t)
  await popup.locator('dl').waitFor()
  return popup
}

/** Says a verb from a page of Kode's that stays open; a popup closes when it likes. */
async function say(verb: string, request: object): Promise<unknown> {
  const { kode, page } = here.arena
  const office = await kode.openPage('manifest.json')
  const reply = await office.evaluate((message): Promise<unknown> => chrome.runtime.sendMessage(message), {
    verb,
    request,
  })
  await office.close()
  await page.bringToFront()
  return reply
}

const INVISIBLE = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]/u

/** The facts of the preview, a name and a value to a line. */
const factsIn = (popup: Page) => popup.locator('dl dd').allInnerTexts()

/** How many accounts Kode keeps. */
async function accountsKept(popup: Page): Promise<number> {
  const listed = await popup.evaluate((): Promise<unknown> =>
    chrome.runtime.sendMessage({ verb: 'codes.list', request: { first: 0, count: 50 } }),
  )
  return (listed as { total: number }).total
}

describe('what a symbol says is shown as what it is:', () => {
  test.each([
    ['control', uriOf('Shop:carol', 'Shop'), ['Shop', 'carol']],
    ['text turned around', uriOf('Shop:\u202Elorac\u2066x\u2069', 'Sh\u202Dop'), ['Shop', 'loracx']],
    ['letters nobody sees', uriOf('Sh\u200Bop:ca\u00ADrol\uFEFF', 'Sho\u2060p'), ['Shop', 'carol']],
    ['lines and controls', uriOf('Shop:carol\n\u0007\u2028dave', 'Shop'), ['Shop', 'carol dave']],
    ['markup', uriOf(`Shop:${MARKUP}`, MARKUP), [MARKUP, MARKUP]],
    [
      'an address that runs',
      uriOf('x:javascript:alert(1)', 'javascript:alert(1)'),
      ['javascript:alert(1)', 'javascript:alert(1)'],
    ],
    [
      'names that every object has',
      uriOf('__proto__:constructor', '__proto__'),
      ['__proto__', 'constructor'],
    ],
  ])('%s', async (_, uri, facts) => {
    const popup = await scan(uri)
    const seen = await factsIn(popup)
    expect(seen.slice(0, 2)).toEqual(facts)
    expect(seen.join('')).not.toMatch(INVISIBLE)
    expect(await popup.locator('dl img, dl a, dl script, a[href^="javascript:" i]').count()).toBe(0)
    expect(await popup.title()).not.toBe('1')
  })
})

test('markup goes on being text in the list and beside Microsoft’s field', async () => {
  const { arena } = here
  const popup = await scan(uriOf(`Contoso:${MARKUP}`, 'Microsoft'))
  await journey.add(popup, arena.t)
  await expect
    .poll(() => popup.getByRole('listitem').allInnerTexts())
    .toContainEqual(expect.stringContaining('onerror'))
  expect(await popup.locator('li a, li img').count()).toBe(0)
  await popup.close()
  await arena.page.bringToFront()
  await arena.page.goto(`${CODE_PAGE}&user=${encodeURIComponent(MARKUP)}`)
  await expect.poll(() => readOffer(arena.page)).toContain('<img src=x onerror')
  expect(await arena.page.locator(HOST).count()).toBe(1)
  expect(await arena.page.title()).not.toBe('1')
})

describe('an account that passes itself off as Microsoft’s', () => {
  test('control: Microsoft’s own will be offered at its pages, and the person is told', async () => {
    const popup = await scan(uriOf('Contoso:dora@contoso.example', 'Microsoft'))
    expect(await popup.getByText(here.arena.t('offeredAtMicrosoft')).count()).toBe(1)
  })

  test.each([CYRILLIC, 'Ｍicrosoft', 'Microsoft 365', 'login.microsoftonline.com'])(
    '"%s" is offered at none of them',
    async (issuer) => {
      const { arena } = here
      const popup = await scan(uriOf(`${issuer}:eve@contoso.example`, issuer))
      expect(await popup.getByText(arena.t('offeredAtMicrosoft')).count()).toBe(0)
      await journey.add(popup, arena.t)
      await popup.close()
      await arena.page.bringToFront()
      await arena.openCodePage()
      await expect.poll(() => readOffer(arena.page)).toContain('alice@contoso.example')
      expect(await readOffer(arena.page)).not.toContain('eve@')
    },
  )
})

describe('a symbol with a known account’s name and another secret', () => {
  /** Each says the same to a person's eye as the account that is there. */
  test.each([
    ['the same', uriOf('alice@contoso.example', 'Microsoft')],
    ['with letters nobody sees', uriOf('ali\u200Bce@contoso.example', 'Micro\u00ADsoft')],
  ])('%s: the way out has the focus, and Enter adds nothing', async (_, uri) => {
    const { t } = here.arena
    const popup = await scan(uri)
    const before = await accountsKept(popup)
    await popup.getByRole('alert').waitFor()
    const cancel = popup.getByRole('button', { name: t('cancel'), exact: true })
    await expect.poll(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await popup.getByLabel(t('fieldName'), { exact: true }).press('Enter')
    expect(await accountsKept(popup)).toBe(before)
    await cancel.press('Enter')
    await expect.poll(() => popup.getByText(t('addAnyway')).count()).toBe(0)
    expect(await accountsKept(popup)).toBe(before)
  })
})
