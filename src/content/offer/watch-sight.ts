import { isInPlainSight, isUnderTopLayer } from './plain-sight'

/** Whether a press may be believed: what was pressed had been in plain sight, and long enough to be read. */
export type Sighting = 'clear' | 'too-soon' | 'covered'

export interface Sight {
  /** Looks again and judges the host, and `parts` of its shadow. */
  readonly judge: (...parts: readonly Element[]) => Sighting
  /** The offer has moved or changed: it counts as newly shown. */
  readonly restart: () => void
}

/** Milliseconds of unbroken sight before a press counts: a click already under way cannot land on us. */
export const SETTLED_MS = 600
/** Milliseconds between two looks, where the browser does not tell what it paints. */
const LOOK_MS = 150
/** Milliseconds. Looks further apart than this prove nothing about the time between them. */
const LONGEST_BLINK_MS = 500

/**
 * Watches how long `host` has been in plain sight, until `signal` aborts, and says through `settled` whether a press
 * would count.
 *
 * Chromium tells when the host is covered or comes clear (IntersectionObserver v2); what it misses cannot be done to
 * the host without an edit of it (see `guardHost`), so between the press and the last report nothing is looked at.
 * Other browsers, in 2026 all of them, are asked several times a second.
 */
export function watchSight(
  host: HTMLElement,
  settled: (settled: boolean) => void,
  signal: AbortSignal,
): Sight {
  let clearSince: number | undefined
  let lookedAt = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  const painting = watchPainting(host, paintingChanged, signal)

  function judge(...parts: readonly Element[]): Sighting {
    const now = performance.now()
    if (!painting.isTold && now - lookedAt > LONGEST_BLINK_MS) clearSince = undefined
    lookedAt = now
    const painted = painting.isPainted()
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
    settled(false)
    lookSoon(0)
  }

  function paintingChanged(painted: boolean): void {
    clearSince = undefined
    if (painted) lookSoon(0)
    else settled(false)
  }

  function lookSoon(ms: number): void {
    clearTimeout(timer)
    // In an animation frame the layout we ask for is the one the browser draws; elsewhere it would be one more.
    timer = setTimeout(() => requestAnimationFrame(look), ms)
  }

  function look(): void {
    if (signal.aborted) return
    const isClear = judge() === 'clear'
    settled(isClear)
    if (!painting.isTold) lookSoon(LOOK_MS)
    else if (!isClear && painting.isPainted() !== false) lookSoon(SETTLED_MS / 2)
  }

  const view = host.ownerDocument.defaultView
  for (const name of ['focus', 'blur']) view?.addEventListener(name, restart, { signal })
  // In device pixels, because a zoom of the page's root leaves all other sizes as they are.
  const resizes = new ResizeObserver(restart)
  resizes.observe(host, { box: 'device-pixel-content-box' })
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer)
      resizes.disconnect()
    },
    { once: true },
  )
  lookSoon(0)
  return { judge, restart }
}

interface Painting {
  /** The browser tells of changes. */
  readonly isTold: boolean
  /** `host` is painted whole and unobscured; `undefined` before it is known. */
  readonly isPainted: () => boolean | undefined
}

/** Milliseconds. The shortest that IntersectionObserver v2 allows. */
const PAINT_REPORT_MS = 100

/** What the browser tells of what it paints; where it tells nothing, the top layer is searched. */
function watchPainting(
  host: HTMLElement,
  changed: (painted: boolean) => void,
  signal: AbortSignal,
): Painting {
  if (!('isVisible' in IntersectionObserverEntry.prototype))
    return { isTold: false, isPainted: () => !isUnderTopLayer(host) }
  let painted: boolean | undefined
  const options = { trackVisibility: true, delay: PAINT_REPORT_MS, threshold: [0, 1] }
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1) as (IntersectionObserverEntry & { isVisible: boolean }) | undefined
    if (last === undefined || last.isVisible === painted) return
    painted = last.isVisible
    changed(painted)
  }, options satisfies IntersectionObserverInit)
  observer.observe(host)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  return { isTold: true, isPainted: () => painted }
}
