import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { openDisplay } from '../harness/display.mjs'
import { setStageWithVault, type Stage } from './stage'

type Display = Awaited<ReturnType<typeof openDisplay>>

export interface DisplayStage extends Stage {
  /** On the screen's mouse and keyboard: words of xdotool. */
  readonly hand: Display['hand']
}

/** A browser with an open vault in a real window on a screen of its own, at `url`. */
export async function setStageOnDisplay(url: string): Promise<DisplayStage> {
  const display = await openDisplay()
  onTestFinished(() => void display.close())
  const stage = await setStageWithVault({
    headless: false,
    environment: display.environment,
    arguments: display.browserArguments,
  })
  await stage.page.goto(url)
  await stage.page.bringToFront()
  return { ...stage, hand: display.hand }
}

/** Where a point of the page is on the screen. */
export async function onScreen(page: Page, x: number, y: number): Promise<[number, number]> {
  const bar = await page.evaluate(() => ({ x: screenX, y: screenY + outerHeight - innerHeight }))
  return [bar.x + x, bar.y + y]
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Right-clicks a point of the page and picks Kode's item, the only one of an extension.
 * @param itemsBelow how many items the browser has under it
 */
export async function scanByRightClick(
  { kode, page, hand }: DisplayStage,
  { x, y }: { x: number; y: number },
  itemsBelow: number,
): Promise<Page> {
  const popup = kode.popupOpens()
  hand('mousemove', ...(await onScreen(page, x, y)), 'click', 3)
  await pause(800)
  for (const key of [...Array<string>(itemsBelow + 1).fill('Up'), 'Return']) {
    hand('key', key)
    await pause(120)
  }
  return popup
}
