import { expect, test } from 'vitest'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { CODE_PAGE, FIELD, hasCode, useArena } from './arena'

const here = useArena()

/** As a person may set them for one site. */
const ZOOMS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2]
/** CSS pixels of a window that is not zoomed: a phone-like sign-in pop-up up to a large screen. */
const WINDOWS = [
  [483, 640],
  [700, 560],
  [1024, 768],
  [1280, 900],
  [1600, 1100],
] as const
/** Of the page: left to right and right to left. */
const LANGUAGES = ['en', 'da', 'fi', 'ar']

/** Every zoom in every window; the languages take turns. */
const RUNS = ZOOMS.flatMap((zoom, row) =>
  WINDOWS.map(([width, height], column) => {
    const lang = LANGUAGES[(row + column) % LANGUAGES.length] ?? 'en'
    return { zoom, width, height, lang }
  }),
)

test('there are fifty runs', () => {
  expect(RUNS).toHaveLength(50)
})

test.each(RUNS)('nobody is refused at zoom $zoom in $width × $height, page in $lang', async (run) => {
  const { arena } = here
  const { page } = arena
  await resize(run)
  await arena.openCodePage(`${CODE_PAGE}&lang=${run.lang}`)
  await setZoom(run.zoom)
  await page.locator(FIELD).scrollIntoViewIfNeeded()
  await awaitOffer(page)
  await pressInOffer(page, arena.t('offerFill'))
  await expect.poll(() => readOffer(page)).toContain(arena.t('offerFilled'))
  expect(await hasCode(page)).toBe(true)
})

/** The window itself, as a person drags its edge. */
async function resize({ width, height }: { width: number; height: number }): Promise<void> {
  const { kode, page } = here.arena
  const session = await kode.context.newCDPSession(page)
  const { windowId } = await session.send('Browser.getWindowForTarget')
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width, height } })
  await session.detach()
}

/** The browser's own zoom of this tab, as by Ctrl and plus. */
async function setZoom(zoom: number): Promise<void> {
  const worker = await here.arena.kode.worker()
  await worker.evaluate(async (factor) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    if (tab?.id !== undefined) await chrome.tabs.setZoom(tab.id, factor)
  }, zoom)
}
