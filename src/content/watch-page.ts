/** Milliseconds between two looks at a page that keeps changing. */
const PAUSE_MS = 100

/** What can make a field appear, vanish or become another: Knockout toggles styles, React replaces nodes. */
const ATTRIBUTES = [
  ...['class', 'style', 'hidden', 'inert', 'id', 'name', 'type', 'value', 'src', 'data-testid'],
  ...['maxlength', 'readonly', 'disabled'],
]

/** What changes what is seen without changing the document: a late style sheet, the end of a transition. */
const PAGE_EVENTS = ['load', 'animationend', 'transitionend', 'input', 'visibilitychange'] as const
const WINDOW_EVENTS = ['resize', 'scroll'] as const

/**
 * Calls `look` now and after changes of the page, at most once per `PAUSE_MS` and in an animation frame, until
 * `signal` aborts. While a look is due nothing is observed, so a page in turmoil costs no more than a calm one.
 */
export function watchPage(page: Document, look: () => void, signal: AbortSignal): void {
  let due = false
  let lookedAt = -PAUSE_MS
  const observer = new MutationObserver(plan)

  function observe(): void {
    observer.observe(page, { childList: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES })
  }
  function plan(): void {
    if (due) return
    due = true
    observer.disconnect()
    setTimeout(() => requestAnimationFrame(lookNow), Math.max(0, lookedAt + PAUSE_MS - performance.now()))
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
