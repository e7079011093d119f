import { isInPlainSight, isUnderTopLayer } from './plain-sight'

/** Whether a press may be believed: what was pressed had been in plain sight, and long enough to be read. */
export type Sighting = 'clear' | 'too-soon' | 'covered'

export interface Sight {
  /** Looks again and judges the host, and `parts` of its shadow. To be called several times a second. */
  readonly judge: (...parts: readonly Element[]) => Sighting
  /** The offer has moved or changed: it counts as newly shown. */
  readonly restart: () => void
}

/** Milliseconds of unbroken sight before a press counts: a click already under way cannot land on us. */
export const SETTLED_MS = 600
/** Milliseconds. Looks further apart than this prove nothing about the time between them. */
const LONGEST_BLINK_MS = 500

/** Watches how long `host` has been in plain sight, until `signal` aborts. */
export function watchSight(host: HTMLElement, signal: AbortSignal): Sight {
  const isPainted = watchPainting(host, signal)
  let clearSince: number | undefined
  let lookedAt = performance.now()

  function judge(...parts: readonly Element[]): Sighting {
    const now = performance.now()
    if (now - lookedAt > LONGEST_BLINK_MS) clearSince = undefined
    lookedAt = now
    const painted = isPainted()
    if (painted === false || !isInPlainSight(host, [host, ...parts])) {
      clearSince = undefined
      return 'covered'
    }
    // Another window may have lain over this one until now, and its last click may be on its way to us.
    if (painted === undefined || !host.ownerDocument.hasFocus()) {
      clearSince = undefined
      return 'too-soon'
    }
    clearSince ??= now
    return now - clearSince >= SETTLED_MS ? 'clear' : 'too-soon'
  }
  function restart(): void {
    clearSince = undefined
  }
  // In device pixels, because a zoom of the page's root leaves all other sizes as they are.
  const resizes = new ResizeObserver(restart)
  resizes.observe(host, { box: 'device-pixel-content-box' })
  signal.addEventListener('abort', () => resizes.disconnect(), { once: true })
  return { judge, restart }
}

/** Milliseconds. The shortest that IntersectionObserver v2 allows. */
const PAINT_REPORT_MS = 100

/**
 * Says whether `host` is painted whole and unobscured; `undefined` before it is known. Chromium tells
 * (IntersectionObserver v2); for the others, in 2026 all of them, the top layer is searched.
 */
function watchPainting(host: HTMLElement, signal: AbortSignal): () => boolean | undefined {
  if (!('isVisible' in IntersectionObserverEntry.prototype)) return () => !isUnderTopLayer(host)
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
