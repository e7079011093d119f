import browser, { type Windows } from 'webextension-polyfill'
import { err, ok, type Result } from '../domain/result'
import { problemOf, type CaptureProblem } from './capture-problem'
import { pictureIn } from './data-url'

/** Beside PNG, JPEG at this quality costs no code and a quarter less time. */
const JPEG_QUALITY = 92

/** Not our own popup, where that is a window. Chromium heeds it; the typings, made for Firefox, leave it out. */
const NORMAL_WINDOWS = { windowTypes: ['normal'] } as Windows.GetInfo

/**
 * Milliseconds after which a capture that failed is tried once more: Chromium allows two a second, and at times gives
 * none while a page is drawn anew.
 */
const TRY_AGAIN_AFTER = 1050

export interface Capture {
  /** The picture as the browser gave it: a JPEG data URL. */
  readonly url: string
  readonly picture: Blob
}

/**
 * A picture of what is visible in the active tab of `window`, or why there is none. Without `window` it is the
 * one a person last used: our popup hangs from that one.
 */
export async function captureVisibleTab(window?: number): Promise<Result<Capture, CaptureProblem>> {
  // WINDOW_ID_CURRENT is what a missing id would mean.
  const windowId = window ?? (await lastWindow()) ?? browser.windows.WINDOW_ID_CURRENT
  const first = await capture(windowId)
  if (first.ok || first.error.status !== 'failed') return first
  await new Promise((go) => setTimeout(go, TRY_AGAIN_AFTER))
  return capture(windowId)
}

async function capture(windowId: number): Promise<Result<Capture, CaptureProblem>> {
  try {
    const options = { format: 'jpeg', quality: JPEG_QUALITY } as const
    const url = await browser.tabs.captureVisibleTab(windowId, options)
    const picture = pictureIn(url)
    return picture ? ok({ url, picture }) : err({ status: 'failed' })
  } catch (cause) {
    return err(problemOf(cause instanceof Error ? cause.message : '', await addressIn(windowId)))
  }
}

/** `undefined` where no window is open. */
const lastWindow = () =>
  browser.windows.getLastFocused(NORMAL_WINDOWS).then(
    ({ id }) => id,
    () => undefined,
  )

/** The address of the active tab, which the browser tells only after a click on Kode there. */
async function addressIn(windowId: number): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, windowId }).catch(() => [])
  return tab?.url
}
