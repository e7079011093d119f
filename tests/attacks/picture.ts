import type { Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { HOST } from './arena'

/** CSS pixels cut off each edge: round corners show the page. */
const CORNER = 12

/** What a person sees of the offer, pixel by pixel. */
export async function pictureOfOffer(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  try {
    const { left, top, width, height } = await boxOfOffer(page)
    const clip = {
      x: left + CORNER,
      y: top + CORNER,
      width: width - 2 * CORNER,
      height: height - 2 * CORNER,
      scale: 1,
    }
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip })
    return PNG.sync.read(Buffer.from(data, 'base64')).data
  } finally {
    await session.detach()
  }
}

/** CSS pixels from the window's top left corner. */
export function boxOfOffer(
  page: Page,
): Promise<{ left: number; top: number; width: number; height: number }> {
  return page.locator(HOST).evaluate((host) => {
    const { left, top, width, height } = host.getBoundingClientRect()
    return { left, top, width, height }
  })
}

/** How far two pictures are apart: the mean over all their bytes, or 255 where they differ in size. */
export function differenceOf(one: Buffer, other: Buffer): number {
  if (one.length !== other.length) return 255
  return one.reduce((sum, byte, at) => sum + Math.abs(byte - (other[at] ?? 0)), 0) / one.length
}
