/** A person can see `element`, or can by scrolling the page: nothing hides, empties, clips or moves it away. */
export function isShown(element: HTMLElement): boolean {
  const view = element.ownerDocument.defaultView
  if (view === null || !element.isConnected || element.closest(HIDDEN) !== null) return false
  if (view.getComputedStyle(element).visibility !== 'visible' || !liesOnPage(element, view)) return false
  return hasVisiblePart(element, view)
}

/** `moveOffScreen` is how Microsoft parks a field outside the page (stand-in: sign-in). */
const HIDDEN = '[hidden], [inert], .moveOffScreen'

/** False for what is parked where no scrolling leads. */
function liesOnPage(element: HTMLElement, view: Window): boolean {
  const root = element.ownerDocument.documentElement
  const rect = element.getBoundingClientRect()
  // A right-to-left page scrolls to the left of its origin.
  const rightToLeft = view.getComputedStyle(root).direction === 'rtl'
  const left = rightToLeft ? Math.min(0, root.clientWidth - root.scrollWidth) : 0
  const width = Math.max(root.scrollWidth, view.innerWidth)
  const height = Math.max(root.scrollHeight, view.innerHeight)
  const [x, y] = [rect.left + view.scrollX, rect.top + view.scrollY]
  return x + rect.width > left && y + rect.height > 0 && x < left + width && y < height
}

interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Walks outwards, cutting the element's area by each ancestor that clips, until something hides it. */
function hasVisiblePart(element: HTMLElement, view: Window): boolean {
  let area: Area = element.getBoundingClientRect()
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const style = view.getComputedStyle(at)
    if (!isPainted(style)) return false
    if (clipsContent(at, style)) area = intersect(area, at.getBoundingClientRect())
    if (!isBigEnough(area)) return false
  }
  return true
}

function isPainted(style: CSSStyleDeclaration): boolean {
  return style.display !== 'none' && !isTransparent(style) && !isClippedAway(style)
}

const isTransparent = ({ opacity }: CSSStyleDeclaration): boolean => opacity !== '' && Number(opacity) < 0.1

/** The ways in which pages hide a thing from the eye but not from a screen reader. */
function isClippedAway(style: CSSStyleDeclaration): boolean {
  return (
    /^rect\((?:[01]px|0|auto)(?:,? (?:[01]px|0|auto)){3}\)$/.test(style.getPropertyValue('clip')) ||
    /^(?:inset\((?:5\d|[6-9]\d|100)(?:\.\d+)?%|circle\(0)/.test(style.getPropertyValue('clip-path'))
  )
}

/** What html and body clip is clipped by the window instead, and can be scrolled to. */
function clipsContent(element: Element, { overflow }: CSSStyleDeclaration): boolean {
  const { body, documentElement } = element.ownerDocument
  return element !== body && element !== documentElement && !/^(?:visible)?$/.test(overflow)
}

const intersect = (a: Area, b: Area): Area => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
})

/** CSS pixels. Smaller than this, nobody could read what is in it. */
const SMALLEST_SIDE = 8

const isBigEnough = ({ left, top, right, bottom }: Area): boolean =>
  right - left >= SMALLEST_SIDE && bottom - top >= SMALLEST_SIDE
