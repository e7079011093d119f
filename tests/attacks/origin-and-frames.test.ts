import type { Page } from 'playwright-core'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { awaitOffer, hasOffer, placeInOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { HOSTS } from '../site/hosts.mjs'
import type { Site } from '../site/server.mjs'
import { CODE_PAGE, FIELD, FILLED, hasCode, HOST, useArena, type Arena } from './arena'
import { plainCopy, withoutGuards } from './attackers-web'
import { everywhereBuild } from './everywhere'
import { ourWorlds, saying } from './isolated-world'

const EVIL = 'evil.test'
const PORT = 8443
/** With a Cyrillic о. */
const CYRILLIC = new URL('https://login.microsоftonline.com').hostname

const LOOK_ALIKES = [
  `login.microsoftonline.com.${EVIL}`,
  'login.rnicrosoftonline.com',
  'login.micr0softonline.com',
  'login-microsoftonline.com',
  'microsoftonline.com',
  'evil.login.microsoftonline.com',
  CYRILLIC,
  EVIL,
]

/** With a dot at the end: the same host to the network, another to the browser. */
const DOTTED = `${HOSTS.entra}.`

const CODE_PATH = new URL(CODE_PAGE).pathname + new URL(CODE_PAGE).search
const at = (host: string) => `https://${host}${CODE_PATH}`

/** Perfect copies of Microsoft's page at addresses that are not Microsoft's. */
const COPIES: readonly (readonly [name: string, url: string])[] = [
  ...LOOK_ALIKES.map((host) => [host, at(host)] as const),
  ['the name before an @', `https://login.microsoftonline.com@${EVIL}${CODE_PATH}`],
  ['another of our own hosts', `https://${HOSTS.practice}/signed-in?user=Microsoft&tenant=Microsoft`],
]

const NEARLY: readonly (readonly [name: string, url: string])[] = [
  ['another port', at(`${HOSTS.entra}:${PORT}`)],
  ['the name with a dot at its end', at(DOTTED)],
]

/** A document of the attacker's that came without any policy. */
const EVIL_BLANK = `https://${EVIL}/practice-assets/page.js`

/** Frames that hold, or copy, Microsoft's page. Each gives the frames’ number. */
const FRAMES: readonly (readonly [name: string, parent: string, frame: string])[] = [
  ['Microsoft’s page in an evil one', EVIL_BLANK, `<iframe src="${CODE_PAGE}"></iframe>`],
  ['in Microsoft’s own', CODE_PAGE, `<iframe src="${CODE_PAGE}"></iframe>`],
  ['sandboxed', CODE_PAGE, `<iframe sandbox="allow-scripts" src="${CODE_PAGE}"></iframe>`],
  [
    'sandboxed, of the same origin',
    CODE_PAGE,
    `<iframe sandbox="allow-scripts allow-same-origin" src="${CODE_PAGE}"></iframe>`,
  ],
  ['an empty frame', CODE_PAGE, '<iframe></iframe>'],
  ['a frame of text', CODE_PAGE, `<iframe srcdoc="<input name=otc type=tel maxlength=6>"></iframe>`],
]

/** The practice site again without encryption, and at another port. */
const closing: (() => void)[] = []
async function furtherAddresses({ port, browserArguments }: Site): Promise<string[]> {
  const plain = await plainCopy(port)
  closing.push(plain.close)
  const more = `MAP ${HOSTS.entra}:${PORT} 127.0.0.1:${port},MAP *:80 127.0.0.1:${plain.port},`
  return browserArguments().map((argument) => argument.replace('MAP * ~NOTFOUND', `${more}MAP * ~NOTFOUND`))
}
afterAll(() => closing.forEach((close) => close()))

const SETTING = {
  lookAlikes: Object.fromEntries([...LOOK_ALIKES, DOTTED].map((host) => [host, HOSTS.entra])),
  more: furtherAddresses,
}

describe('Kode as it is shipped', () => {
  const here = useArena(SETTING)

  test('control: at Microsoft’s own address the same page is offered a code', async () => {
    await here.arena.openCodePage()
    expect(await here.arena.pressWhenSettled()).toEqual(FILLED)
    expect(await ourWorlds(here.arena.kode, here.arena.page)).toHaveLength(1)
  })

  test.each(COPIES)('is not even there at %s', async (_, url) => {
    const { arena } = here
    await arena.page.goto(url)
    await expectCopy(arena.page)
    expect(await ourWorlds(arena.kode, arena.page)).toEqual([])
    expect(await hasOffer(arena.page)).toBe(false)
  })

  // The browser's patterns for content scripts leave out the port and a dot at the end; the background does not.
  test.each(NEARLY)('is there at %s, and offers nothing', async (_, url) => {
    const { arena } = here
    await arena.page.goto(url)
    await expectCopy(arena.page)
    const [world] = await ourWorlds(arena.kode, arena.page)
    expect(await world?.evaluate(saying('autofill.code', { id: arena.account }))).toBe('nobody')
    await arena.page.waitForTimeout(LONG_ENOUGH)
    expect(await hasOffer(arena.page)).toBe(false)
  })

  test.each(FRAMES)('is not in a frame: %s', async (_, parent, frame) => {
    const { arena } = here
    const page = await openWithFrame(arena, parent, frame)
    const worlds = await ourWorlds(arena.kode, page)
    expect(worlds.map(({ url }) => url)).toEqual(parent === CODE_PAGE ? [CODE_PAGE] : [])
    for (const child of page.frames().slice(1))
      expect(await child.evaluate((host) => document.querySelector(host), HOST)).toBe(null)
  })

  describe('opened by an evil window', () => {
    /** A window of the evil page's own, which it can send elsewhere at any time. */
    async function openFromEvil(): Promise<Page> {
      const { arena } = here
      await arena.forgetGiven()
      await arena.page.goto(at(EVIL))
      const opened = arena.page.waitForEvent('popup')
      await arena.page.evaluate((url) => {
        ;(globalThis as { opened?: Window | null }).opened = open(url)
      }, CODE_PAGE)
      const page = await opened
      onTestFinished(() => page.close())
      await awaitOffer(page)
      return page
    }

    test('Microsoft’s page gets its code, the opener nothing', async () => {
      const page = await openFromEvil()
      await pressInOffer(page, here.arena.t('offerFill'))
      await expect.poll(() => hasCode(page)).toBe(true)
      const seen = await here.arena.page.evaluate(() => {
        const { opened } = globalThis as { opened?: Window }
        try {
          return opened?.document.title
        } catch (cause) {
          return (cause as Error).name
        }
      })
      expect(seen).toBe('SecurityError')
      expect(await hasCode(here.arena.page)).toBe(false)
    })

    test('sent to an evil page at the moment of the press: no code arrives there', async () => {
      const page = await openFromEvil()
      const place = await placeInOffer(page, here.arena.t('offerFill'))
      if (!place) throw new Error('no button')
      await page.mouse.move(place.x, place.y)
      await page.mouse.down()
      await Promise.all([
        page.mouse.up(),
        here.arena.page.evaluate((url) => {
          const { opened } = globalThis as { opened?: Window }
          if (opened) opened.location.href = url
        }, at(EVIL)),
      ])
      await page.waitForURL(at(EVIL))
      await page.waitForTimeout(LONG_ENOUGH)
      expect(await hasCode(page)).toBe(false)
      expect(await ourWorlds(here.arena.kode, page)).toEqual([])
    })
  })

  describe('a page that goes on at the press', () => {
    test.each([
      ['to an evil copy', at(EVIL)],
      ['to the same page anew', CODE_PAGE],
      ['to another of Microsoft’s hosts', at(HOSTS.hop)],
    ])('%s', async (_, url) => {
      const { arena } = here
      await arena.openCodePage()
      await awaitOffer(arena.page)
      const { x, y } = await arena.fillPlace()
      await arena.page.evaluate((next) => {
        addEventListener('click', () => location.assign(next), { capture: true })
        ;(globalThis as { old?: boolean }).old = true
      }, url)
      await arena.page.mouse.click(x, y)
      await arena.page.waitForFunction(() => !('old' in globalThis))
      await expectCopy(arena.page)
      await arena.page.waitForTimeout(LONG_ENOUGH)
      expect(await hasCode(arena.page)).toBe(false)
    })
  })

  test('the page’s policy allows no frame, no inline style, no text as markup; nothing of ours breaks it', async () => {
    const { arena } = here
    await arena.openCodePage()
    const policy = await arena.page.evaluate(async () =>
      (await fetch(location.href)).headers.get('content-security-policy'),
    )
    for (const part of [
      "default-src 'none'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
      expect(policy).toContain(part)
    expect(await arena.pressWhenSettled()).toEqual(FILLED)
    expect(arena.site.state.violations).toEqual([])
    // The control: a breach would have been reported.
    await arena.page.evaluate(() =>
      document.body.append(
        document.createElement('iframe'),
        Object.assign(document.createElement('style'), { textContent: 'a{}' }),
      ),
    )
    await expect.poll(() => arena.site.state.violations.length).toBeGreaterThan(0)
    arena.site.state.violations.length = 0
  })
})

describe('Kode let into every page and every frame, by mistake or by force', () => {
  const here = useArena({ ...SETTING, dist: everywhereBuild() })

  /** What the background says to each world of ours in a tab. */
  async function codesAsked(page: Page): Promise<readonly unknown[]> {
    const { arena } = here
    await arena.forgetGiven()
    const worlds = await ourWorlds(arena.kode, page)
    return Promise.all(worlds.map(({ evaluate }) => evaluate(saying('autofill.code', { id: arena.account }))))
  }

  test('control: at Microsoft’s own address it gets a code', async () => {
    await here.arena.page.goto(CODE_PAGE)
    expect(await codesAsked(here.arena.page)).toMatchObject([{ status: 'code' }])
  })

  test.each([...COPIES, ...NEARLY])('gets none and offers nothing at %s', async (_, url) => {
    const { arena } = here
    await arena.page.goto(url)
    await expectCopy(arena.page)
    expect(await codesAsked(arena.page)).toEqual(['nobody'])
    expect(await arena.codesGiven()).toBe(0)
    expect(await hasOffer(arena.page)).toBe(false)
  })

  test('gets none without encryption', async () => {
    const { arena } = here
    await arena.page.goto(`http://${EVIL}${CODE_PATH}`)
    expect(arena.page.url()).toMatch(/^http:/)
    expect(await codesAsked(arena.page)).toEqual(['nobody'])
  })

  test.each(FRAMES)('gets none in a frame: %s', async (_, parent, frame) => {
    const { arena } = here
    const page = await openWithFrame(arena, parent, frame)
    const [top, ...frames] = await codesAsked(page)
    expect(top === 'nobody').toBe(parent !== CODE_PAGE)
    expect(frames).toEqual(['nobody'])
  })

  test.each([
    ['blank', 'about:blank'],
    ['made of bytes', 'blob'],
  ])('gets none in a window of Microsoft’s origin that is %s', async (_, kind) => {
    const { arena } = here
    await arena.page.goto(CODE_PAGE)
    const opened = arena.page.waitForEvent('popup')
    await arena.page.evaluate((wanted) => {
      const bytes = new Blob(['<input name=otc type=tel maxlength=6>'], { type: 'text/html' })
      void open(wanted === 'blob' ? URL.createObjectURL(bytes) : wanted)
    }, kind)
    const page = await opened
    onTestFinished(() => page.close())
    await arena.forgetGiven()
    const [world] = await ourWorlds(arena.kode, page)
    expect(await world?.evaluate(saying('autofill.code', { id: arena.account }))).toEqual({
      status: 'refused',
      reason: 'origin',
    })
    expect(await hasOffer(page)).toBe(false)
  })
})

describe('a page that is kept or made ready out of sight', () => {
  const here = useArena({ without: ['--disable-back-forward-cache'] })

  test('kept while a code was on its way: back in sight, it has none and has to be asked anew', async () => {
    const { arena } = here
    await arena.openCodePage()
    expect((await arena.pressWhenSettled()).inPage).toBe(true)
    await arena.page.evaluate((field) => {
      const input = document.querySelector<HTMLInputElement>(field)
      if (input) input.value = ''
      ;(globalThis as { kept?: boolean }).kept = true
    }, FIELD)
    // The second code has to wait for three seconds after the first.
    await arena.page.locator(FIELD).click()
    await awaitOffer(arena.page)
    await pressInOffer(arena.page, arena.t('offerFill'))
    await expect.poll(() => readOffer(arena.page)).toContain(arena.t('offerCancel'))
    await arena.page.goto(`https://${HOSTS.practice}/signed-in`)
    await arena.page.waitForTimeout(3500)
    await arena.page.goBack({ waitUntil: 'commit' })
    expect(await arena.page.evaluate(() => 'kept' in globalThis)).toBe(true)
    await arena.page.waitForTimeout(LONG_ENOUGH)
    expect(await hasCode(arena.page)).toBe(false)
    expect(await arena.codesGiven()).toBe(1)
  })
})

/** Milliseconds after which a page that will ever have an offer, or a code, has it. */
const LONG_ENOUGH = 800

/** A tab with `parent`, into which its own script has put `frame`; nothing that forbids it is left of the headers. */
async function openWithFrame({ kode }: Arena, parent: string, frame: string): Promise<Page> {
  const page = await kode.context.newPage()
  onTestFinished(() => page.close())
  await withoutGuards(page)
  await page.goto(parent)
  await page.evaluate(async (markup) => {
    document.body.insertAdjacentHTML('beforeend', markup)
    const child = document.body.lastElementChild
    // An empty frame has loaded before anybody can listen.
    const loaded = child?.matches('[src], [srcdoc]')
      ? new Promise((done) => child.addEventListener('load', done))
      : undefined
    await loaded
  }, frame)
  return page
}

/** The page is there, whole: what does not happen on it does not happen for another reason. */
async function expectCopy(page: Page): Promise<void> {
  if (page.url().includes('/signed-in')) return
  await page.locator(FIELD).waitFor({ timeout: 5000 })
}
