import browser, { type Windows } from 'webextension-polyfill'
import { err, ok, type Result } from '../domain/result'
import { problemOf, type CaptureProblem } from './capture-problem'
import { pictureIn } from './data-url'

/** Beside PNG, JPEG at this quality costs no code and a quarter less time. */
const JPEG_QUALITY = 92

/** Not our own popup, where that is a window. Chromium heeds it; the typings, made for Firefox, leave it out. */
const NORMAL_WINDOWS = { windowTypes: ['normal'] } as Windows.GetInfo

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
  try {
    const id = window ?? (await browser.windows.getLastFocused(NORMAL_WINDOWS)).id
    const options = { format: 'jpeg', quality: JPEG_QUALITY } as const
    // WINDOW_ID_CURRENT is what a missing id would mean.
    const url = await browser.tabs.captureVisibleTab(id ?? browser.windows.WINDOW_ID_CURRENT, options)
    const picture = pictureIn(url)
    return picture ? ok({ url, picture }) : err('failed')
  } catch (cause) {
    return err(problemOf(cause instanceof Error ? cause.message : ''))
  }
}
