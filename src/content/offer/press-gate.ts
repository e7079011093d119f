import type { Sight, Sighting } from './watch-sight'

/**
 * Calls `answer` with the judgement of each press on `button` that a person made: a whole click with the
 * primary button, judged when it began and when it ended, or a key while the focus is on the button. Scripts
 * cannot move the focus into a closed shadow root, nor make a trusted event.
 */
export function gatePresses(
  button: HTMLButtonElement,
  sight: Sight,
  answer: (sighting: Sighting) => void,
  signal: AbortSignal,
): void {
  let begun: Sighting | undefined

  function press(event: PointerEvent): void {
    const meant = event.isTrusted && event.isPrimary && event.button === 0
    begun = meant ? sight.judge(button) : undefined
  }
  function click(event: MouseEvent): void {
    const start = isFromKey(event) ? focusSighting() : begun
    begun = undefined
    if (!event.isTrusted || start === undefined) return
    answer(start === 'clear' ? sight.judge(button) : start)
  }
  /** A key or a screen reader's press: only on the button that has the focus. */
  function focusSighting(): Sighting | undefined {
    const root = button.getRootNode() as ShadowRoot
    return root.activeElement === button ? sight.judge(button) : undefined
  }

  button.addEventListener('pointerdown', press, { signal })
  button.addEventListener('click', click, { signal })
  button.addEventListener('keydown', ignoreHeldKey, { signal })
  // The focus stays in the page's field, which may judge its content when it loses it.
  button.addEventListener('mousedown', (event) => event.preventDefault(), { signal })
}

/** A key held since before the offer came repeats into it; only a fresh press counts. */
function ignoreHeldKey(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault()
}

/** Clicks made by a key or by assistive technology count no presses (UI Events, `detail`). */
const isFromKey = (event: MouseEvent): boolean => event.detail === 0
