import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { ROOT } from '../harness/kode.mjs'
import { hasOffer, pressInOffer, readInOffer, readOffer } from '../harness/offer.mjs'
import { setStage, type Stage } from './stage'

/** The 18 steps of the guide that Kode replaces, each with what Kode has instead, in the guide's order. */
const GUIDE = path.join(ROOT, 'out', 'guide')
const KU_LINKS = [
  'https://mysignins.microsoft.com/security-info',
  'https://password.ku.dk/sspr/public/forgottenpassword',
  'https://om.ku.dk/organisation/administration/it/hjaelp-til-login/',
  'tel:+4535323232',
  'https://kunet.ku.dk/oevrige/hjaelp/it/Sider/IT-supportcentre-p%C3%A5-KU.aspx',
]

type Row = (name: string, act: () => Promise<Page>) => Promise<void>

interface Walk extends Stage {
  readonly language: 'en' | 'da'
  readonly person: { readonly user: string; readonly lang: string }
  /** Kode's page in a tab. */
  readonly manage: Page
  /** What the account is called. */
  readonly suggested: string
}

test.each(['da', 'en'] as const)(
  'the guide from its first row to its last (%s)',
  { timeout: 180_000 },
  async (language) => {
    const walk = await begin(language)
    const row = rowsIn(language)
    await row('packages', () => seePackages(walk))
    await row('licence', () => readTerms(walk))
    await row('passphrase', () => choosePassphrase(walk))
    await row('no permission asked', () => seePermissions(walk))
    await row('no camera', () => seeCamera(walk))
    await row('next step', () => openPopup(walk))
    await row('register', () => goToRegistration(walk))
    await row('different dialogs', () => seeDialogs(walk))
    await row('help', () => findHelp(walk))
    await row('push code', () => pastPushCode(walk))
    await row('qr code', () => addAccount(walk))
    await row('code', () => seeCode(walk))
    await row('name', () => nameAccount(walk))
    await row('first code', () => confirmCode(walk))
    await row('listed', () => seeListed(walk))
    await row('sign in', () => signIn(walk))
    await row('move', () => move(walk))
    await row('support', () => findSupport(walk))
    expect(walk.site.state.violations).toEqual([])
  },
)

async function begin(language: 'en' | 'da'): Promise<Walk> {
  const stage = await setStage({ language, welcome: true })
  const user = language === 'da' ? 'abc123@ku.dk' : 'alice@contoso.example'
  const suggested = `Microsoft 365 (${language === 'da' ? 'KU' : 'Contoso University'})`
  return {
    ...stage,
    language,
    suggested,
    person: { user, lang: language },
    manage: await stage.kode.welcome(),
  }
}

/** Numbers the rows, names the one that fails, and photographs what each ends with. */
function rowsIn(language: string): Row {
  const folder = path.join(GUIDE, language)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let number = 0
  return async (name, act) => {
    const title = `${String(++number).padStart(2, '0')}-${name.replaceAll(' ', '-')}`
    try {
      const page = await act()
      await page.screenshot({ path: path.join(folder, `${title}.png`) })
    } catch (cause) {
      throw new Error(`row ${title}`, { cause })
    }
  }
}

/** 1: two packages with their minimum versions, and nothing but a computer. */
function seePackages({ manage }: Walk): Promise<Page> {
  const built = (folder: string) =>
    JSON.parse(readFileSync(path.join(ROOT, folder, 'manifest.json'), 'utf8')) as Record<string, unknown>
  expect(built('dist')).toMatchObject({ manifest_version: 3, minimum_chrome_version: '128' })
  expect(built('dist-firefox')).toMatchObject({
    manifest_version: 3,
    browser_specific_settings: { gecko: { strict_min_version: '142.0' } },
  })
  return Promise.resolve(manage)
}

/** 2: the licence, privacy and the honest statement stand before the first use. */
async function readTerms({ manage, t }: Walk): Promise<Page> {
  for (const key of ['honestShort', 'aboutData', 'termsLicence'])
    await manage.getByText(t(key), { exact: false }).waitFor()
  const licence = manage.getByRole('link', { name: t('termsRead') })
  expect(await manage.evaluate(readOwnFile, await licence.getAttribute('href'))).toContain('MIT License')
  await manage.getByText(t('honestMore')).click()
  return manage
}

/** Kode's pages may not fetch: the licence is opened as a person opens it. */
const readOwnFile = async (file: string | null) => {
  const opened = open(file ?? '')
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const text = opened?.document.body.innerText ?? ''
  opened?.close()
  return text
}

/** 3: from the keyboard alone, the recovery code typed back. */
async function choosePassphrase({ manage, t }: Walk): Promise<Page> {
  const { keyboard } = manage
  await manage.getByLabel(t('passphraseLabel'), { exact: true }).focus()
  await keyboard.insertText(journey.PASSPHRASE)
  await keyboard.press('Tab')
  await keyboard.press('Tab')
  await keyboard.insertText(journey.PASSPHRASE)
  await keyboard.press('Enter')
  await manage.getByText(t('recoveryTitle')).waitFor()
  const code = (await manage.locator('.code span[aria-hidden]').allTextContents()).join('-')
  await journey.confirmCode(manage, t, code)
  await manage.getByRole('heading', { name: t('welcomeTitle') }).waitFor()
  return manage
}

/** 4: nothing was asked at installation, and no notification is known. */
async function seePermissions({ manage, t }: Walk): Promise<Page> {
  const granted = await manage.evaluate(() => chrome.permissions.getAll())
  expect(granted.permissions?.toSorted()).toEqual([
    ...['activeTab', 'alarms', 'contextMenus', 'idle', 'sidePanel', 'storage'],
  ])
  await manage.getByText(t('toolbarDone')).waitFor()
  return manage
}

/** 5: the camera is there for who wants it, and off. */
async function seeCamera({ manage, t }: Walk): Promise<Page> {
  await manage.goto(`${manage.url().split('#')[0] ?? ''}#camera`)
  await manage.getByRole('button', { name: t('cameraStart') }).waitFor()
  const state = await manage.evaluate(async () => {
    const { state } = await navigator.permissions.query({ name: 'camera' })
    return state
  })
  expect(state).toBe('prompt')
  return manage
}

/** 6: the popup opens at what comes next. */
async function openPopup({ kode, page, t }: Walk): Promise<Page> {
  await page.goto(journey.securityInfoUrl({ user: 'nobody@contoso.example', lang: 'en' }))
  const popup = await kode.clickToolbar(page)
  await popup.getByText(t('emptyTitle')).waitFor()
  await popup.getByRole('link', { name: t('emptyStepOpen') }).waitFor()
  return popup
}

/** 7: from the first page to Microsoft's, by a link that is pressed. */
async function goToRegistration({ kode, manage, page, person, t }: Walk): Promise<Page> {
  await manage.bringToFront()
  await manage.evaluate(() => (location.hash = 'welcome'))
  const opened = kode.context.waitForEvent('page')
  await manage.getByRole('link', { name: t('emptyStepOpen') }).click()
  const there = await opened
  await there.waitForURL('https://mysignins.microsoft.com/security-info')
  await there.close()
  await page.bringToFront()
  await page.goto(journey.securityInfoUrl(person))
  await page.locator('[data-automationid=splitbuttonprimary]').click()
  await page.locator('[data-testid="authmethod-picker-authenticatorApp"]').click()
  await readInOffer(page, t('coachOtherAppTitle'))
  await expectClear(page)
  return page
}

/** The card lies neither on the page's heading nor on what can be pressed there. */
async function expectClear(page: Page): Promise<void> {
  const covered = await page.evaluate(() => {
    const host = document.querySelector('[popover="manual"]')
    const card = host?.getBoundingClientRect() ?? new DOMRect()
    const parts = [...document.querySelectorAll<HTMLElement>('h1, .panel button, .panel a')]
    return parts
      .filter((part) => part.checkVisibility())
      .filter((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect()
        return left < card.right && card.left < right && top < card.bottom && card.top < bottom
      })
      .map((part) => part.innerText)
  })
  expect(covered).toEqual([])
}

/** 8: the page is known by how it is built. The link is called what the page calls it. */
async function seeDialogs({ page, person, t }: Walk): Promise<Page> {
  for (const more of ['', '&wording=old', '&dialog=yes']) {
    await page.goto(journey.registerUrl(person, `&step=install${more}`))
    const link = (await page.locator('[data-act="other-app"]').innerText()).trim()
    await readInOffer(page, t('coachOtherAppText', link))
    await expectClear(page)
  }
  return page
}

/** 9: an organisation without other apps: the card leads to help, and there is where one's password is renewed. */
async function findHelp({ manage, page, person, t }: Walk): Promise<Page> {
  await page.goto(journey.registerUrl(person, '&step=install&otherApps=off'))
  await readInOffer(page, t('coachNoLinkTitle'))
  await pressInOffer(page, t('coachNoLinkHelp'))
  await manage.getByRole('heading', { name: t('helpTitle') }).waitFor()
  await manage.getByLabel(t('helpOrganisation')).selectOption('ku')
  await manage.getByText(t('helpPasswordResetWhat')).waitFor()
  expect(await linksIn(manage)).toEqual(KU_LINKS)
  return manage
}

const linksIn = (page: Page) =>
  page.locator('main li a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))

/** 10: Microsoft's own code is named with the link to press, and the right one found by itself. */
async function pastPushCode({ page, person, t }: Walk): Promise<Page> {
  await page.bringToFront()
  await page.goto(journey.registerUrl(person, '&step=push'))
  await readInOffer(page, t('coachQrTitle'))
  await pressInOffer(page, t('coachRead')) // the first of our three clicks
  await readInOffer(page, t('coachPushTitle'))
  await page.locator('[data-act="back"]').click()
  await readInOffer(page, t('coachOtherAppTitle'))
  await page.locator('[data-act="other-app"]').click()
  await readInOffer(page, t('coachNext'))
  await expectClear(page)
  await journey.nextStep(page)
  await readInOffer(page, t('coachAddTitle'))
  return page
}

/** 11: the QR code is read on the page itself. */
async function addAccount({ page, person, suggested, t }: Walk): Promise<Page> {
  const said = await readOffer(page)
  expect(said).toContain(suggested)
  expect(said).toContain(person.user)
  await pressInOffer(page, t('coachAdd')) // the second
  await readInOffer(page, t('coachAdded', suggested))
  await expectClear(page)
  return page
}

/** 12: a code in groups, with the time it has left, and whose it is. */
async function seeCode({ kode, page, person, t }: Walk): Promise<Page> {
  const popup = await kode.clickToolbar(page)
  const listed = popup.getByRole('listitem').first()
  await listed.getByText(person.user).waitFor()
  await listed.getByText(t('unconfirmed')).waitFor()
  expect(await listed.innerText()).toMatch(/\d{3}\s*\d{3}/)
  return popup
}

/** 13: named as the guide names it, and so everywhere. */
async function nameAccount({ kode, page, t }: Walk): Promise<Page> {
  await page.bringToFront()
  await readInOffer(page, t('coachName'))
  await pressInOffer(page, t('coachName'))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText('M365')
  await page.keyboard.press('Enter')
  await readInOffer(page, t('coachAdded', 'M365'))
  const popup = await kode.openPage()
  await popup.getByRole('listitem').first().getByText('M365').waitFor()
  await popup.close()
  return page
}

/** 14: one click, and Microsoft's word that the code was right. */
async function confirmCode({ page, t }: Walk): Promise<Page> {
  await page.bringToFront()
  await journey.nextStep(page)
  await readInOffer(page, 'M365')
  await journey.fillFromOffer(page, t) // the third
  await journey.nextStep(page)
  await readInOffer(page, t('coachConfirmed', 'M365'))
  await expectClear(page)
  return page
}

/** 15: the card has said what Microsoft will call it, and there it stands. */
async function seeListed({ page, t }: Walk): Promise<Page> {
  expect(await readOffer(page)).toContain(t('coachConfirmedText'))
  await journey.nextStep(page)
  await page.locator('.methods li').waitFor()
  expect(await hasOffer(page)).toBe(false)
  return page
}

/** 16: at the next sign-in the field has the offer, and a code that was used is not given again. */
async function signIn({ page, person, site, t }: Walk): Promise<Page> {
  await journey.goToCodePage(page, person)
  await readInOffer(page, 'M365')
  await journey.fillFromOffer(page, t)
  await journey.finishSignIn(page)
  await site.state.waitFor(({ kind }) => kind === 'signed-in')
  const codes = site.state.events.filter(({ kind }) => kind === 'code')
  expect(codes).toMatchObject([
    { where: 'registration', verdict: 'accepted' },
    { where: 'sign-in', verdict: 'accepted' },
  ])
  return page
}

/**
 * 17: all accounts as sealed QR codes for another screen, and the guided way: add, sign in, and only then delete.
 * That the codes are read there, and what a backup file brings back, is seen in moving.test.ts and transfer.test.ts.
 */
async function move({ manage, t }: Walk): Promise<Page> {
  const press = (key: Parameters<typeof t>[0]) =>
    manage.getByRole('button', { name: t(key), exact: true }).click()
  await manage.bringToFront()
  await manage.evaluate(() => (location.hash = 'move'))
  await press('moveShow')
  await manage.getByLabel(t('backupOwn'), { exact: true }).fill(journey.PASSPHRASE)
  await press('moveShow')
  await manage.locator('svg[role=img]').waitFor()
  await press('moveFramesRead')
  await press('moveWordsHide')

  await press('moveBegin')
  await press('moveAddDone')
  await press('moveSignInDone')
  await press('moveDeleteDone')
  await manage.getByText(t('moveFinished')).waitFor()
  return manage
}

/** 18: the number to call, also for who cannot open Kode. */
async function findSupport({ kode, manage, page, t }: Walk): Promise<Page> {
  await manage.getByRole('button', { name: t('lockAction') }).click()
  await manage.getByLabel(t('passphraseLabel'), { exact: true }).waitFor()
  const popup = await kode.clickToolbar(page)
  await popup.getByRole('button', { name: t('helpTitle') }).click()
  await popup.getByRole('link', { name: t('helpCall', '+45 35 32 32 32') }).waitFor()
  expect(await linksIn(popup)).toEqual(KU_LINKS)
  return popup
}
