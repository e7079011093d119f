/**
 * Why there is no picture of a tab. `forbidden`: the browser or an organisation's policy lets no extension see
 * this page. `not-allowed`: no click on Kode in this tab yet (activeTab). After a click Chromium shows even its
 * own pages and its store.
 */
export type CaptureProblem = 'forbidden' | 'not-allowed' | 'failed'

/** Browsers tell these apart only in their messages, which are English everywhere. The first that fits counts. */
const REASONS: readonly (readonly [message: RegExp, problem: CaptureProblem])[] = [
  [/activeTab|<all_urls>/i, 'not-allowed'],
  [/cannot access|cannot be scripted|cannot be edited|policy|restricted|not allowed/i, 'forbidden'],
]

/** What the browser's refusal to capture means. */
export function problemOf(message: string): CaptureProblem {
  return REASONS.find(([pattern]) => pattern.test(message))?.[1] ?? 'failed'
}
