import { isInPlainSight } from './plain-sight'

/** Whether a press may be believed: what was pressed had been in plain sight, and long enough to be read. */
export type Sighting = 'clear' | 'too-soon' | 'covered'

export interface Sight {
  /** Looks again, and judges `part`, which lies in the host's shadow. To be called about ten times a second. */
  readonly judge: (part: Element) => Sighting
  /** The offer has moved or changed: it counts as newly shown. */
  readonly restart: () => void
}

/** Milliseconds of unbroken sight before a press counts: a click already under way cannot land on us. */
export const SETTLED_MS = 600
/** Milliseconds. Looks further apart than this prove nothing about the time between them. */
const LONGEST_BLINK_MS = 400

/** Watches how long `host` has been in plain sight, until `signal` aborts. */
export function watchSight(host: HTMLElement, signal: AbortSignal): Sight {
  const isPainted = watchPainting(host, signal)
  let clearSince: number | undefined
  let lookedAt = performance.now()

  function judge(part: Element): Sighting {
    const now = performance.now()
    if (now - lookedAt > LONGEST_BLINK_MS) clearSince = undefined
    lookedAt = now
    const painted = isPainted()
    if (painted === false || !isInPlainSight(host, host) || !isInPlainSight(host, part)) {
      clearSince = undefined
      return 'covered'
    }
    if (painted === undefined || !host.ownerDocument.hasFocus()) return 'too-soon'
    clearSince ??= now
    return now - clearSince >= SETTLED_MS ? 'clear' : 'too-soon'
  }
  return {
    judge,
    restart: () => {
      clearSince = undefined
    },
  }
}

/** Milliseconds. The shortest that IntersectionObserver v2 allows. */
const PAINT_REPORT_MS = 100

/**
 * What the browser itself says of `host` being painted whole and unobscured; `undefined` before its first word.
 * Only Chromium can tell (IntersectionObserver v2, 2026): others are taken to have said yes.
 */
function watchPainting(host: HTMLElement, signal: AbortSignal): () => boolean | undefined {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return () => true
  let painted: boolean | undefined
  const options = { trackVisibility: true, delay: PAINT_REPORT_MS, threshold: [0, 1] }
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible: boolean }) | undefined
    if (last !== undefined) painted = last.isVisible
  }, options satisfies IntersectionObserverInit)
  observer.observe(host)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  return () => painted
}
