// How a page is looked at: sizes in CSS pixels, `scale` device pixels to one of them.

/** @typedef {{ name: string, width: number, height: number, scale: number }} Frame */

/** The toolbar's own window, whose size is the browser's alone. */
export const AS_IT_IS = { name: 'toolbar', width: 0, height: 0, scale: 1 }

/** The toolbar's window. Browsers give it 600 device pixels of height, so at 200 % zoom half of that is left. */
const POPUP = [
  { name: '360', width: 360, height: 600, scale: 1 },
  { name: '320', width: 320, height: 600, scale: 1 },
  { name: '600', width: 600, height: 600, scale: 1 },
  { name: 'zoom', width: 360, height: 300, scale: 2 },
]

const TAB = [
  { name: '1280', width: 1280, height: 800, scale: 1 },
  { name: '360', width: 360, height: 640, scale: 1 },
  { name: 'zoom', width: 640, height: 400, scale: 2 },
]

/** @type {Readonly<Record<'popup' | 'toolbar' | 'tab', readonly Frame[]>>} */
export const FRAMES = { popup: POPUP, toolbar: [AS_IT_IS], tab: TAB }

/**
 * @param {import('playwright-core').Page} page
 * @param {Frame} frame
 */
export async function setFrame(page, { width, height, scale }) {
  const session = await page.context().newCDPSession(page)
  const metrics = { width, height, deviceScaleFactor: scale, mobile: false }
  await session.send('Emulation.setDeviceMetricsOverride', metrics)
  return session
}
