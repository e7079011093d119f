import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { awaitOffer } from '../harness/offer.mjs'
import { FILLED, HOST, useArena, type Outcome } from './arena'
import { ourWorld } from './isolated-world'
import { boxOfOffer, differenceOf, pictureOfOffer } from './picture'

const here = useArena()

type Attack = (page: Page) => Promise<unknown>
type Row = readonly [name: string, attack: Attack]

/** No code left the vault, and the offer says why. */
const refused = (offer: Outcome['offer']): Outcome => ({ given: 0, inPage: false, offer })

/** Adds a style sheet as the page's own script could: the page's policy allows one that is constructed. */
const style =
  (css: string): Attack =>
  (page) =>
    page.evaluate((text) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(text)
      document.adoptedStyleSheets.push(sheet)
    }, css)

/** Runs in the page, with the offer's host. If that goes while it is being opened, the page is told so. */
const touch =
  (act: (host: HTMLElement) => void): Attack =>
  (page) =>
    page
      .locator(HOST)
      .evaluate(act)
      .catch((cause: unknown) => {
        if (!String(cause).includes('InvalidStateError')) throw cause
      })

/** A popover of the page's, opened later and so painted above the offer. */
const overlay =
  (css: string): Attack =>
  (page) =>
    page.evaluate((text) => {
      const over = document.createElement('div')
      over.dataset.page = 'over'
      over.popover = 'manual'
      over.style.cssText = `position: fixed; inset: auto; border: 0; margin: 0; padding: 0; ${text}`
      document.body.append(over)
      over.showPopover()
    }, css)

const WHOLE_WINDOW = 'left: 0; top: 0; width: 100vw; height: 100vh;'
const PASSES_CLICKS = 'pointer-events: none;'

const both =
  (...attacks: readonly Attack[]): Attack =>
  async (page) => {
    for (const attack of attacks) await attack(page)
  }

/** Mean difference, in 255ths, that letters drawn at another fraction of a pixel do not make. */
const LEAST_SEEN = 0.3

/** The offer as a person sees it when nobody attacks. */
let plain: Buffer

beforeAll(async () => {
  const { arena } = here
  await arena.openCodePage()
  await awaitOffer(arena.page)
  // The last of the dimness goes slowly.
  await arena.page.waitForTimeout(REPORTED_MS)
  plain = await pictureOfOffer(arena.page)
})

const looksAsEver = async (page: Page) => differenceOf(await pictureOfOffer(page), plain) < LEAST_SEEN

test('control: without an attack the same press fills the code', async () => {
  await here.arena.openCodePage()
  expect(await here.arena.pressWhenSettled()).toEqual(FILLED)
})

const HIDDEN_HOST =
  'opacity: .01 !important; filter: opacity(0) !important; transform: scale(.1) !important; scale: .1 !important; ' +
  'mask: linear-gradient(#0000, #0000) !important; clip-path: inset(50%) !important; zoom: .1 !important; ' +
  'mix-blend-mode: difference !important; visibility: hidden !important; display: none !important; ' +
  'content-visibility: hidden !important; translate: 999px !important; inset: 0 auto auto 0 !important; ' +
  'animation: away 9s infinite !important; transition: all 9s !important; backdrop-filter: invert(1) !important'
const OUR_PROPERTIES = 'card ink quiet line accent on-accent tint hole left'.split(' ')

const FILTERED =
  'filter: blur(1px) !important; mask: linear-gradient(#000, #000); clip-path: inset(0); mix-blend-mode: multiply;'

/** What leaves the offer as it was: a person still sees what is pressed. */
const POWERLESS: readonly Row[] = [
  ['html filter, mask, clip-path and blend', style(`html { ${FILTERED} }`)],
  ['html transform', style('html { transform: scale(.8) !important }')],
  ['body filter and transform', style(`body { ${FILTERED} zoom: .8; transform: rotate(1deg) }`)],
  [
    'what is inherited',
    style('html { color: #0000; font: 1px serif; -webkit-text-fill-color: #0000; direction: rtl }'),
  ],
  [
    'every property of the host in a style sheet, in a layer and without',
    style(`@layer page { [popover] { ${HIDDEN_HOST} } } [popover] { ${HIDDEN_HOST} }`),
  ],
  [
    'boxes before and after the host',
    style(`[popover]::before, [popover]::after {
    content: "Next" !important; position: fixed; inset: 0; background: white; pointer-events: none !important }`),
  ],
  [
    'first line and letter',
    style('[popover]::first-line, [popover]::first-letter { color: #0000; font-size: 1px }'),
  ],
  [
    'a backdrop',
    style(
      '[popover]::backdrop { background: white !important; z-index: 9; pointer-events: auto !important }',
    ),
  ],
  ['a font of the same name', style('@font-face { font-family: "system-ui"; src: local("DejaVu Serif") }')],
  [
    'custom properties',
    style(`* { ${OUR_PROPERTIES.map((name) => `--${name}: transparent !important`).join(';')} }`),
  ],
  [
    'custom properties registered as transparent',
    (page) =>
      page.evaluate((names) => {
        for (const name of names)
          CSS.registerProperty({
            ...{ name: `--${name}`, syntax: 'transparent' },
            ...{ inherits: false, initialValue: 'transparent' },
          })
      }, OUR_PROPERTIES),
  ],
  [
    'selected text without colour',
    both(style('*::selection { color: transparent !important; background: white !important }'), (page) =>
      page.evaluate(() => getSelection()?.selectAllChildren(document.documentElement)),
    ),
  ],
  [
    'an animation of the host',
    touch((host) => {
      const gone = {
        opacity: 0,
        visibility: 'hidden',
        transform: 'scale(.1)',
        clipPath: 'inset(50%)',
        zoom: '.1',
      }
      host.animate([gone, gone], { duration: 1e6, fill: 'both' })
    }),
  ],
]

describe('the offer looks as ever, and so may be pressed:', () => {
  test.each(POWERLESS)('%s', async (_, attack) => {
    const { arena } = here
    await arena.openCodePage()
    await attack(arena.page)
    await awaitOffer(arena.page)
    await expect.poll(() => looksAsEver(arena.page)).toBe(true)
    expect(await arena.pressWhenSettled()).toEqual(FILLED)
  })
})

/** What hides, dims, shrinks or covers the offer while presses still reach it. */
const COVERING: readonly Row[] = [
  ['html zoom, shrinking', style('html { zoom: .3 !important }')],
  ['html zoom, enlarging', style('html { zoom: 1.2 !important }')],
  ['an overlay that lets presses through', overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: white`)],
  ['a transparent one', overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: transparent`)],
  ['one of opacity 0.02', overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: white; opacity: .02`)],
  [
    'one that blends',
    overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: white; mix-blend-mode: difference`),
  ],
  [
    'a strip over the account’s name',
    async (page) => {
      const { left, top } = await boxOfOffer(page)
      await overlay(
        `left: ${left + 60}px; top: ${top + 35}px; width: 90px; height: 20px; ${PASSES_CLICKS} background: white`,
      )(page)
    },
  ],
  [
    'a small popover’s backdrop',
    both(
      style('[data-page]::backdrop { background: white !important }'),
      overlay('left: 0; top: 0; width: 9px; height: 9px'),
    ),
  ],
]

describe('the press is refused and the person told:', () => {
  test.each(COVERING)('%s', async (_, attack) => {
    const { arena } = here
    await arena.openCodePage()
    await attack(arena.page)
    await arena.page.waitForTimeout(REPORTED_MS)
    expect(await arena.pressAgainAndAgain(await arena.fillPlace())).toEqual(refused('covered'))
  })
})

/** Milliseconds in which the browser has certainly said that something is covered. */
const REPORTED_MS = 250

/** What takes the press itself, or hides the field too, so that the offer may be gone. */
const CATCHING: readonly Row[] = [
  ['an overlay', overlay(`${WHOLE_WINDOW} background: white`)],
  ['a transparent one', overlay(`${WHOLE_WINDOW} background: transparent; opacity: 0`)],
  [
    'a modal dialog that is nowhere to be seen',
    both(
      style('dialog { opacity: 0; width: 0; height: 0; border: 0 } dialog::backdrop { display: none }'),
      (page) =>
        page.evaluate(() => {
          const dialog = document.createElement('dialog')
          document.body.append(dialog)
          dialog.showModal()
        }),
    ),
  ],
  [
    'a view transition that goes on showing what was there before',
    both(
      style(`::view-transition, ::view-transition-group(*), ::view-transition-image-pair(*), ::view-transition-old(*),
        ::view-transition-new(*) { pointer-events: none !important; animation-duration: 60s !important }
        ::view-transition-old(*) { animation: none; opacity: 1 } ::view-transition-new(*) { animation: none; opacity: 0 }`),
      overlay(`${WHOLE_WINDOW} background: white`),
      (page) =>
        page.evaluate(() => {
          document.startViewTransition(() => document.querySelector('[data-page]')?.remove())
        }),
    ),
  ],
  [
    'a view transition whose update never ends',
    (page) => page.evaluate(() => void document.startViewTransition(() => new Promise(() => undefined))),
  ],
  [
    'a fullscreen element',
    async (page) => {
      await page.mouse.click(5, 5) // fullscreen wants a person's press
      await page.evaluate(() => {
        const over = document.createElement('div')
        over.style.cssText = 'background: white'
        document.body.append(over)
        return over.requestFullscreen()
      })
    },
  ],
  ['a root that is all but transparent', style('html { opacity: .01 !important }')],
  ['an invisible root', style('html { visibility: hidden !important }')],
  ['an inert root', (page) => page.evaluate(() => void (document.documentElement.inert = true))],
  ['a root whose content is skipped', style('html { content-visibility: hidden !important }')],
]

describe('the press is for nothing:', () => {
  test.each(CATCHING)('%s', async (_, attack) => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    const place = await arena.fillPlace()
    await attack(arena.page)
    const { given, inPage } = await arena.pressAgainAndAgain(place, 2)
    expect({ given, inPage }).toEqual({ given: 0, inPage: false })
  })
})

/** What lays hands on the host: the offer is gone and does not come again on this document. */
const TAMPERING: readonly Row[] = [
  ['a style', touch((host) => host.style.setProperty('opacity', '.01', 'important'))],
  ['the style, taken away', touch((host) => host.removeAttribute('style'))],
  ['a class', touch((host) => host.classList.add('x'))],
  ['hidden', touch((host) => void (host.hidden = true))],
  ['inert', touch((host) => void (host.inert = true))],
  ['the same attribute again', touch((host) => host.setAttribute('popover', 'manual'))],
  ['another kind of popover', touch((host) => void (host.popover = 'auto'))],
  ['a child', touch((host) => host.append('Next'))],
  ['removed', touch((host) => host.remove())],
  [
    'removed and put back',
    touch((host) => {
      host.remove()
      document.documentElement.append(host)
      host.showPopover()
    }),
  ],
  ['moved', touch((host) => document.body.append(host))],
  [
    'moved without being closed',
    touch((host) => {
      interface Mover {
        moveBefore: (moved: Node, before: Node | null) => void
      }
      ;(document.documentElement as unknown as Mover).moveBefore(host, document.body)
    }),
  ],
  ['hidePopover', touch((host) => host.hidePopover())],
  [
    'closed and opened again',
    touch((host) => {
      host.hidePopover()
      host.showPopover()
    }),
  ],
  [
    'the whole document out and in again',
    touch((host) => {
      const root = document.documentElement
      root.remove()
      document.append(root)
      host.showPopover()
    }),
  ],
]

describe('the offer is gone:', () => {
  test.each(TAMPERING)('%s', async (_, attack) => {
    const { arena } = here
    await arena.openCodePage()
    const place = await arena.fillPlace()
    await attack(arena.page)
    expect(await arena.pressAgainAndAgain(place, 1)).toEqual(refused('gone'))
  })
})

describe('timing:', () => {
  test.each([50, 200, 500])(
    'an overlay that goes at the press, and a second press after %i ms',
    async (pause) => {
      const { arena } = here
      await arena.openCodePage()
      await awaitOffer(arena.page)
      const { x, y } = await arena.fillPlace()
      await overlay(`${WHOLE_WINDOW} background: white`)(arena.page)
      await arena.page.evaluate(() => {
        const over = document.querySelector('[data-page]')
        over?.addEventListener('mousedown', () => over.remove())
      })
      await arena.page.waitForTimeout(REPORTED_MS)
      await arena.page.mouse.click(x, y)
      await arena.page.waitForTimeout(pause)
      await arena.page.mouse.click(x, y)
      const { offer, ...codes } = await arena.outcome()
      expect(codes).toEqual({ given: 0, inPage: false })
      expect(['too-soon', 'covered']).toContain(offer)
    },
  )

  test('an overlay that lets presses through, and goes when one begins', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    await overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: white`)(arena.page)
    await goesAtThePress(arena.page)
    await arena.page.waitForTimeout(REPORTED_MS)
    const { x, y } = await arena.fillPlace()
    await arena.page.mouse.click(x, y)
    expect((await arena.outcome()).given).toBe(0)
  })

  test('a root that is shrunk until the press begins', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    await arena.page.evaluate(() => document.documentElement.style.setProperty('zoom', '.4'))
    await arena.page.waitForTimeout(REPORTED_MS)
    const { x, y } = await arena.fillPlace()
    await arena.page.evaluate(() =>
      addEventListener('pointerdown', () => document.documentElement.style.removeProperty('zoom'), {
        capture: true,
      }),
    )
    await arena.page.mouse.click(x, y)
    expect((await arena.outcome()).given).toBe(0)
  })

  test('the offer slid under a pointer that is about to press', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    const moveTo = (transform: string) =>
      arena.page.evaluate((value) => {
        const box = document.querySelector<HTMLElement>('#lightbox')
        if (!box) throw new Error('the page is another')
        box.style.transform = value
      }, transform)
    const placeAfter = async (place: { x: number; y: number }) => {
      let now = place
      await expect.poll(async () => (now = await arena.fillPlace())).not.toEqual(place)
      return now
    }
    // Where the offer goes with the field is the offer's to choose: seen once, and then aimed at.
    const home = await arena.fillPlace()
    await moveTo('translate(150px, 60px)')
    const pointer = await placeAfter(home)
    await moveTo('none')
    await placeAfter(pointer)
    await arena.page.mouse.move(pointer.x, pointer.y)
    await arena.page.waitForTimeout(1000)
    await moveTo('translate(150px, 60px)')
    await placeAfter(home)
    await arena.page.mouse.down()
    await arena.page.mouse.up()
    expect(await arena.outcome()).toEqual(refused('too-soon'))
  })

  test('a press that begins on the offer while the page moves it away and back', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    const { x, y } = await arena.fillPlace()
    await arena.page.mouse.move(x, y)
    await arena.page.mouse.down()
    const moveBy = (px: number) =>
      arena.page.evaluate((by) => {
        const box = document.querySelector<HTMLElement>('#lightbox')
        if (box) box.style.transform = `translate(${by}px)`
      }, px)
    await moveBy(200)
    await arena.page.waitForTimeout(REPORTED_MS)
    await moveBy(0)
    await arena.page.waitForTimeout(REPORTED_MS)
    await arena.page.mouse.up()
    expect((await arena.outcome()).given).toBe(0)
  })

  test('a window that lay above this one until the first of two presses', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    const { x, y } = await arena.fillPlace()
    // Every page of a driven browser believes itself focused: what the browser would say is said in its place.
    const world = await ourWorld(arena.kode, arena.page)
    await world.evaluate(`document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))`)
    await arena.page.waitForTimeout(REPORTED_MS)
    await world.evaluate(`document.hasFocus = () => true; window.dispatchEvent(new Event('focus'))`)
    await arena.page.mouse.click(x, y)
    expect(await arena.outcome()).toEqual(refused('too-soon'))
  })

  test('a page that takes the top layer back in every frame: refused, nobody fights, the page goes on', async () => {
    const { arena } = here
    await arena.openCodePage()
    await awaitOffer(arena.page)
    await overlay(`${WHOLE_WINDOW} ${PASSES_CLICKS} background: white`)(arena.page)
    await arena.page.evaluate(() => {
      const over = document.querySelector<HTMLElement>('[data-page]')
      const counted = globalThis as { rounds?: number }
      const retake = () => {
        counted.rounds = (counted.rounds ?? 0) + 1
        over?.hidePopover()
        over?.showPopover()
        requestAnimationFrame(retake)
      }
      retake()
    })
    await arena.page.waitForTimeout(REPORTED_MS)
    const rounds = () => arena.page.evaluate(() => (globalThis as { rounds?: number }).rounds ?? 0)
    const before = await rounds()
    expect((await arena.pressAgainAndAgain(await arena.fillPlace())).given).toBe(0)
    expect(await rounds()).toBeGreaterThan(before)
    expect(await arena.page.locator('[data-page]').evaluate((over) => over.matches(':popover-open'))).toBe(
      true,
    )
  })
})

/** The page takes its overlay away when a press begins, before the press is anybody else's to see. */
const goesAtThePress: Attack = (page) =>
  page.evaluate(() => {
    const go = () => document.querySelector('[data-page]')?.remove()
    addEventListener('pointerdown', go, { capture: true })
  })

test('no policy of the page was broken by us', () => {
  expect(here.arena.site.state.violations).toEqual([])
})
