/** Milliseconds between two looks at a page that keeps changing, at first, and when it goes on and on. */
const PAUSE_MS = { shortest: 100, longest: 300 } as const

/** What can make a field appear, vanish or become another: Knockout toggles styles, React replaces nodes. */
const ATTRIBUTES = [
  ...['class', 'style', 'hidden', 'inert', 'id', 'name', 'type', 'value', 'src', 'data-testid'],
  ...['maxlength', 'readonly', 'disabled'],
]

/** What changes what is seen without changing the document: a late style sheet, the end of a transition. */
const PAGE_EVENTS = ['load', 'animationend', 'transitionend', 'input', 'visibilitychange'] as const
const WINDOW_EVENTS = ['resize', 'scroll'] as const

/**
 * Calls `look` now and after changes of the page, until `signal` aborts: at once after a change of a page that was
 * calm, in pauses while it keeps changing. While a look is due nothing is observed, so a page in turmoil costs
 * little more than a calm one.
 */
export function watchPage(page: Document, look: () => void, signal: AbortSignal): void {
  let due = false
  let lookedAt = Number.NEGATIVE_INFINITY
  let pause: number = PAUSE_MS.shortest
  const observer = new MutationObserver(plan)

  function observe(): void {
    observer.observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES })
  }
  function plan(): void {
    if (due) return
    due = true
    observer.disconnect()
    const calm = performance.now() - lookedAt
    pause = calm > 2 * pause ? PAUSE_MS.shortest : Math.min(PAUSE_MS.longest, pause * 1.5)
    // Not here and now: whoever guards the offer is to hear of the same changes first.
    if (calm > pause) queueMicrotask(lookNow)
    else setTimeout(lookNow, pause - calm)
  }
  function lookNow(): void {
    if (signal.aborted) return
    due = false
    lookedAt = performance.now()
    observe() // before looking, so that no change falls between
    look()
  }

  const heard = { capture: true, passive: true, signal }
  for (const name of PAGE_EVENTS) page.addEventListener(name, plan, heard)
  for (const name of WINDOW_EVENTS) page.defaultView?.addEventListener(name, plan, heard)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  plan()
}

/** Calls `returned` when the person comes back to this page from another window or tab. */
export function watchReturn(page: Document, returned: () => void, signal: AbortSignal): void {
  const heard = (event: Event) => {
    // Scripts can dispatch these too; only the browser's own count.
    if (event.isTrusted && page.visibilityState === 'visible') returned()
  }
  page.addEventListener('visibilitychange', heard, { signal })
  page.defaultView?.addEventListener('focus', heard, { signal })
}

/** Runs `visit` for each time the page is shown: at once, and again when it comes back from the back/forward cache. */
export function eachVisit(view: Window, visit: (signal: AbortSignal) => void): void {
  let life = new AbortController()
  view.addEventListener('pagehide', () => life.abort())
  view.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    life.abort()
    life = new AbortController()
    visit(life.signal)
  })
  visit(life.signal)
}
