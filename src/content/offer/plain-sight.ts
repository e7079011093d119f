/**
 * `part`, in the shadow of `host`, is what a person sees at its place at this moment: nothing covers it, and
 * nothing dims, cuts or moves it. What the eye sees through is not found by hit-testing alone, so everything
 * else in the top layer counts as covering where it overlaps, and the computed style is read.
 */
export function isInPlainSight(host: HTMLElement, part: Element): boolean {
  const box = part.getBoundingClientRect()
  return (
    box.width > 0 &&
    box.height > 0 &&
    isUnaltered(host) &&
    hasVisibleAncestors(host) &&
    !isUnderTopLayer(host, box) &&
    pointsOf(box).every(([x, y]) => host.ownerDocument.elementFromPoint(x, y) === host)
  )
}

/** Corners, edges and middle; a little inside, where rounded corners cannot miss. */
function pointsOf({ left, top, width, height }: DOMRect): (readonly [x: number, y: number])[] {
  const inset = 5
  const xs = [left + inset, left + width / 2, left + width - inset]
  const ys = [top + inset, top + height / 2, top + height - inset]
  return xs.flatMap((x) => ys.map((y) => [x, y] as const))
}

/** What our style sheet sets and no page may change; a browser without the property says ''. */
const UNALTERED: Readonly<Record<string, readonly string[]>> = {
  display: ['block'],
  visibility: ['visible'],
  opacity: ['1'],
  zoom: ['1', 'normal'],
  'mix-blend-mode': ['normal'],
  'content-visibility': ['visible'],
  filter: ['none'],
  transform: ['none'],
  translate: ['none'],
  rotate: ['none'],
  scale: ['none'],
  'clip-path': ['none'],
  'mask-image': ['none'],
}

function isUnaltered(host: HTMLElement): boolean {
  const style = getComputedStyle(host)
  return Object.entries(UNALTERED).every(([property, values]) => {
    const value = style.getPropertyValue(property)
    return value === '' || values.includes(value)
  })
}

/** In the top layer an ancestor's filter or transform has no power, but what is not rendered has no children. */
function hasVisibleAncestors(host: HTMLElement): boolean {
  for (let at = host.parentElement; at !== null; at = at.parentElement) {
    const { opacity, visibility, display } = getComputedStyle(at)
    if (display === 'none' || visibility !== 'visible' || Number(opacity) < 0.9) return false
  }
  return true
}

function isUnderTopLayer(host: HTMLElement, box: DOMRect): boolean {
  const others = host.ownerDocument.querySelectorAll(':popover-open, :modal, :fullscreen')
  return [...others].some((other) => !other.contains(host) && overlaps(other.getBoundingClientRect(), box))
}

const overlaps = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
