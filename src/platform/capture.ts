import browser, { type Windows } from 'webextension-polyfill'
import { decodeBase64 } from '../domain/base64'
import { err, ok, type Result } from '../domain/result'

/** `forbidden`: the browser's own pages and stores. `not-allowed`: no click on Kode in this tab yet. */
export type CaptureProblem = 'forbidden' | 'not-allowed' | 'failed'

/** Beside PNG, JPEG at this quality costs no code and a quarter less time. */
const JPEG_QUALITY = 92

/** Not our own popup, where that is a window. Chromium heeds it; the typings, made for Firefox, leave it out. */
const NORMAL_WINDOWS = { windowTypes: ['normal'] } as Windows.GetInfo

/** A picture of what is visible in the active tab of the window last used, or why there is none. */
export async function captureVisibleTab(): Promise<Result<Blob, CaptureProblem>> {
  try {
    const window = await browser.windows.getLastFocused(NORMAL_WINDOWS)
    // WINDOW_ID_CURRENT is what a missing id would mean.
    const id = window.id ?? browser.windows.WINDOW_ID_CURRENT
    const url = await browser.tabs.captureVisibleTab(id, { format: 'jpeg', quality: JPEG_QUALITY })
    return blobOf(url)
  } catch (cause) {
    return err(problemOf(cause instanceof Error ? cause.message : ''))
  }
}

/** `fetch` of a data URL is a connection, which our CSP forbids. */
function blobOf(dataUrl: string): Result<Blob, 'failed'> {
  const bytes = decodeBase64(dataUrl.slice(dataUrl.indexOf(',') + 1))
  return bytes && bytes.length > 0 ? ok(new Blob([bytes], { type: 'image/jpeg' })) : err('failed')
}

/** Browsers tell these apart only in their messages, which are English everywhere. */
const REASONS: readonly (readonly [message: RegExp, problem: CaptureProblem])[] = [
  [/activeTab|<all_urls>/i, 'not-allowed'],
  [
    /chrome:\/\/|chrome-extension:|edge:\/\/|about:|gallery|cannot be scripted|cannot access|restricted|file:/i,
    'forbidden',
  ],
]

function problemOf(message: string): CaptureProblem {
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed'
}
