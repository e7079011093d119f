/** The page's own time beside this computer's, both at its arrival. Unix milliseconds. */
export interface PageClock {
  readonly server: number
  readonly here: number
}

/**
 * Entra writes into its page when the server answered (`"serverDetails":{…"rt":"2017-02-22T23:25:53"}`, in UTC).
 * Read from the text of the inline script: no request of ours, and no look into the page's own world.
 */
const SERVER_TIME = /"serverDetails":\{[^}]*(?:\{[^}]*\}[^}]*)?"rt":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/

/** `undefined` where the page does not tell. */
export function readPageClock(page: Document): PageClock | undefined {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (navigation === undefined) return undefined
  const text = [...page.scripts].find((script) => script.text.includes('"serverDetails"'))?.text
  const found = text === undefined ? undefined : SERVER_TIME.exec(text)?.[1]
  const server = found === undefined ? Number.NaN : Date.parse(`${found}Z`)
  if (Number.isNaN(server)) return undefined
  return { server, here: Math.round(performance.timeOrigin + navigation.responseStart) }
}
