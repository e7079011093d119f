/**
 * Every one of `parts`, which lie in the shadow of `host`, is what a person meets at its place at this moment:
 * nothing that takes the pointer covers it, and nothing dims, cuts or moves it.
 */
export function isInPlainSight(host: HTMLElement, parts: readonly Element[]): boolean {
  return isUnaltered(host) && hasVisibleAncestors(host) && parts.every((part) => isHitEverywhere(host, part))
}

/**
 * Something else of the page's in the top layer lies where `host` is. It may let the pointer through and so
 * escape hit-testing; what is merely below the top layer cannot cover us.
 */
export function isUnderTopLayer(host: HTMLElement): boolean {
  const box = host.getBoundingClientRect()
  const others = host.ownerDocument.querySelectorAll(':popover-open, :modal, :fullscreen')
  return [...others].some((other) => !other.contains(host) && overlaps(other.getBoundingClientRect(), box))
}

const overlaps = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/**
 * Seen from the page's document, whatever is hit inside our shadow root is the host. Of a row that the card has
 * scrolled half away, the half that shows is meant.
 */
function isHitEverywhere(host: HTMLElement, part: Element): boolean {
  const box = intersect(part.getBoundingClientRect(), host.getBoundingClientRect())
  if (box.right - box.left <= 2 * INSET || box.bottom - box.top <= 2 * INSET) return false
  return pointsOf(box).every(([x, y]) => host.ownerDocument.elementFromPoint(x, y) === host)
}

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>

const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})

/** CSS pixels that the points lie inside the edge, where rounded corners cannot miss. */
const INSET = 5

/** Corners and middle. */
function pointsOf({ left, top, right, bottom }: Box): readonly (readonly [x: number, y: number])[] {
  const corners = [left + INSET, right - INSET].flatMap((x) =>
    [top + INSET, bottom - INSET].map((y) => [x, y] as const),
  )
  return [[(left + right) / 2, (top + bottom) / 2], ...corners]
}

/** What our style sheet sets and no page may change; a browser without the property says ''. */
const UNALTERED: readonly (readonly [property: string, value: string])[] = [
  ['display', 'block'],
  ['visibility', 'visible'],
  ['opacity', '1'],
  ['zoom', '1'],
  ['mix-blend-mode', 'normal'],
  ['content-visibility', 'visible'],
  ['filter', 'none'],
  ['transform', 'none'],
  ['translate', 'none'],
  ['rotate', 'none'],
  ['scale', 'none'],
  ['clip-path', 'none'],
  ['mask-image', 'none'],
]

function isUnaltered(host: HTMLElement): boolean {
  const style = getComputedStyle(host)
  // The zoom of the page's root enlarges or shrinks what is in the top layer too. Absent before Firefox 126.
  const zoom = 'currentCSSZoom' in host ? host.currentCSSZoom : 1
  const isAsSet = ([property, value]: (typeof UNALTERED)[number]) =>
    ['', value].includes(style.getPropertyValue(property))
  return zoom === 1 && UNALTERED.every(isAsSet)
}

/** In the top layer an ancestor's filter or transform has no power, but what is not rendered has no children. */
function hasVisibleAncestors(host: HTMLElement): boolean {
  for (let at = host.parentElement; at !== null; at = at.parentElement) {
    const { opacity, visibility, display } = getComputedStyle(at)
    if (display === 'none' || visibility !== 'visible' || Number(opacity) < 0.9) return false
  }
  return true
}
