import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOSTS } from '../../site/hosts.mjs'
import { PAGES, standIn } from '../../site/pages.mjs'
import { startSite } from '../../site/server.mjs'
import { createVisitor } from '../../site/visitor.mjs'
import { WHOLE_LANGUAGES } from '../../site/words.mjs'
import { picturesIn, zbarRead } from './outside'

let site: Awaited<ReturnType<typeof startSite>>
const visitor = () => createVisitor(site)
beforeAll(async () => {
  site = await startSite()
})
afterAll(() => site.close())

const documentOf = (text: string) => new JSDOM(text).window.document
const documentAt = async (url: string) => documentOf((await visitor().get(url)).body)
const inLanguage = (url: string, lang: string) => {
  const asked = new URL(url)
  asked.searchParams.set('lang', lang)
  return asked.href
}

/** The policy that fixture recipe F asks for, directive by directive. */
const POLICY = [
  /(^|; )default-src 'none'/,
  /; script-src 'nonce-[A-Za-z0-9+/=]{24}';/,
  /; style-src 'self';/,
  /; object-src 'none';/,
  /; base-uri 'none';/,
  /; frame-ancestors 'none';/,
  /; require-trusted-types-for 'script';/,
  /; report-uri \/practice-reports$/,
]

describe.each(PAGES)('$id', ({ url, field }) => {
  test.each(['en', 'da'])('answers in %s under the strict policy', async (lang) => {
    const { status, headers, body } = await visitor().get(inLanguage(url, lang))
    expect(status).toBe(200)
    for (const directive of POLICY) expect(headers['content-security-policy']).toMatch(directive)
    expect(headers['x-frame-options']).toBe('DENY')
    expect(body).toContain(`lang="${lang}"`)
    expect(body).not.toMatch(/\sstyle="|\son[a-z]+="|javascript:/i)
  })

  test('has the field its row names, in the page or in the view to come', async () => {
    const page = await documentAt(url)
    const views = [page, ...[...page.querySelectorAll('template')].map((template) => template.content)]
    const found = field === undefined ? [] : views.filter((view) => view.querySelector(field) !== null)
    expect(found.length > 0).toBe(field !== undefined)
  })

  test('has no more fields in sight than its row says', async () => {
    const page = await documentAt(url)
    const shown = page.querySelectorAll('[name=otc], [data-testid="verification-entercode-input"]')
    expect(shown.length).toBeLessThanOrEqual(field === undefined ? 0 : 1)
  })
})

test('every id and every address stands in the table once', () => {
  expect(new Set(PAGES.map(({ id }) => id)).size).toBe(PAGES.length)
  expect(new Set(PAGES.map(({ url }) => url)).size).toBe(PAGES.length)
})

test('pages that no app code answers outnumber those it does', () => {
  const answering = ['app-code', 'rejected', 'registration-code']
  const answered = PAGES.filter(({ state }) => answering.includes(state))
  expect(PAGES.length - answered.length).toBeGreaterThan(answered.length)
})

test('a page that is not in the table is not found', () => {
  expect(() => standIn('no-such-page')).toThrow(RangeError)
  expect(standIn('entra-otp', { user: 'a+b@c.example' }).url).toContain('user=a%2Bb%40c.example')
})

test('both languages say the same things', () => {
  const onlyNames = ['listedAs']
  const english = Object.keys(WHOLE_LANGUAGES.en).filter((key) => !onlyNames.includes(key))
  expect(Object.keys(WHOLE_LANGUAGES.da).sort()).toEqual(english.sort())
})

describe('hostile names', () => {
  const hostile = { tenant: '"><img src=x onerror=alert(1)>', user: "'><script>alert(1)</script>@x.example" }

  test.each(['entra-otp', 'register-qr-otpauth', 'security-info', 'msa-otp', 'welcome', 'sign-in'])(
    '%s shows them as text',
    async (id) => {
      const { body } = await visitor().get(standIn(id, hostile).url)
      expect(body).not.toContain('<img src=x')
      expect(body).not.toContain('<script>alert')
      const page = documentOf(body)
      const scripts = [...page.querySelectorAll('script')]
      expect(scripts.every((script) => script.nonce !== '')).toBe(true)
      expect(page.querySelectorAll('[onerror]')).toHaveLength(0)
    },
  )

  test('the name of 3,000 letters is cut', async () => {
    const page = await documentAt(standIn('entra-otp', { user: 'x'.repeat(3000) }).url)
    expect(page.querySelector('#displayName')?.textContent).toHaveLength(320)
  })
})

describe('the stand-ins are what Microsoft shows', () => {
  test('the app code and the text message differ in picture and hidden fields only', async () => {
    const [app, sms] = [
      await documentAt(standIn('entra-otp').url),
      await documentAt(standIn('entra-sms').url),
    ]
    const attributesOf = (page: Document) =>
      [...page.querySelector('#idTxtBx_SAOTCC_OTC')!.attributes].map(({ name, value }) => [name, value])
    expect(attributesOf(sms)).toEqual(attributesOf(app))
    const signs = (page: Document) => [
      page.querySelector<HTMLInputElement>('[name=mfaAuthMethod]')?.value,
      page.querySelector<HTMLInputElement>('[name=type]')?.value,
      page.querySelector('img')?.getAttribute('src'),
    ]
    expect(signs(app)).toEqual(['PhoneAppOTP', '19', '/practice-pictures/picker_verify_code.svg'])
    expect(signs(sms)).toEqual(['OneWaySMS', '18', '/practice-pictures/picker_verify_sms.svg'])
  })

  test('the code field is marked as Entra marks it', async () => {
    const field = (await documentAt(standIn('entra-otp').url)).querySelector('#idTxtBx_SAOTCC_OTC')
    const marks = ['name', 'type', 'autocomplete', 'maxlength', 'inputmode', 'placeholder']
    expect(marks.map((name) => field?.getAttribute(name))).toEqual(['otc', 'tel', 'off', '6', null, 'Code'])
  })

  test.each([
    ['phonefactor', 'register-qr-push-old', /^phonefactor:\/\/activate_account\?code=/],
    ['work', 'register-qr-push-work', /activateAccount\?accountType=mfa/],
    ['personal', 'register-qr-push-personal', /activateAccount\?source=qrCode&accountType=msa/],
  ])('the %s push symbol holds no key', async (_, id, form) => {
    const page = await documentAt(standIn(id).url)
    const [picture] = picturesIn(page.querySelector('.step-host')!.innerHTML)
    const [payload = ''] = zbarRead(picture!)
    expect(payload).toMatch(form)
    expect(payload).not.toMatch(/secret/)
    expect(page.querySelector('[data-step=push]')?.textContent).not.toMatch(/[a-z2-7]{16}\s/)
  })

  test('the page after a refusal has the error, and the page before it has not', async () => {
    const errors = async (id: string) =>
      (await documentAt(standIn(id).url)).querySelectorAll('[role=alert] #idSpan_SAOTCC_Error_OTC')
    expect(await errors('entra-otp-error')).toHaveLength(1)
    expect(await errors('entra-otp')).toHaveLength(0)
  })

  test.each([
    ['entra-otp', 'alice@contoso.example'],
    ['entra-otp-other-account', 'bob@contoso.example'],
    ['entra-otp-alias', 'alice.smith@contoso.example'],
    ['entra-otp-no-name', ''],
  ])('%s says "%s" wherever it says who signs in', async (id, name) => {
    const page = await documentAt(standIn(id).url)
    expect(page.querySelector('#displayName')?.textContent ?? '').toBe(name)
    expect(page.querySelector<HTMLInputElement>('[name=login]')?.value).toBe(name)
    expect(page.head.textContent).toContain(`"sPOST_Username":"${name}"`)
  })

  test('a late page begins without its view', async () => {
    const page = await documentAt(standIn('entra-otp-late').url)
    expect(page.querySelector('.pagination-view')?.children).toHaveLength(0)
  })
})

describe('the neutral QR page', () => {
  const qr = `https://${HOSTS.practice}/qr`

  test('draws what its address asks for', async () => {
    const { body } = await visitor().get(`${qr}?payload=one&payload=two&size=90&scale=3`)
    expect(picturesIn(body).map(zbarRead)).toEqual([['one'], ['two']])
    expect(body).toContain('width="90"')
  })

  test('draws no more than twelve pictures, and bounds sizes', async () => {
    const { body } = await visitor().get(`${qr}?${'payload=x&'.repeat(40)}size=999999`)
    expect(picturesIn(body)).toHaveLength(12)
    expect(body).toContain('width="1200"')
  })

  test('of no code has no picture', async () => {
    expect(picturesIn((await visitor().get(standIn('qr-none').url)).body)).toEqual([])
  })
})
