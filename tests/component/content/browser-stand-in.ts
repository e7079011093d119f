// jsdom has no layout, no top layer and nobody at the mouse. These few lines stand in for them, on the test's own
// document; what they stand for is proven in a real browser by the end-to-end tests.
import { vi } from 'vitest'

interface Frame {
  left: number
  top: number
  width: number
  height: number
}

const frames = new WeakMap<Element, Frame>()
const FRAME: Frame = { left: 40, top: 100, width: 350, height: 36 }

/** Gives `element` a place; every other element has `FRAME`. */
export function place(element: Element, frame: Partial<Frame>): void {
  frames.set(element, { ...FRAME, ...frame })
}

type AttachShadow = (this: Element, init: ShadowRootInit) => ShadowRoot

export interface Stage {
  /** The closed shadow root of the offer, or undefined while there is none. */
  readonly card: () => ShadowRoot | undefined
  readonly host: () => HTMLElement | undefined
  /** What `elementFromPoint` finds above the offer. */
  cover: Element | undefined
  focused: boolean
}

export function setStage(): Stage {
  vi.restoreAllMocks() // the stage of the test before
  let root: ShadowRoot | undefined
  const stage: Stage = {
    card: () => (root?.host.isConnected ? root : undefined),
    host: () => (root?.host.isConnected ? (root.host as HTMLElement) : undefined),
    cover: undefined,
    focused: true,
  }
  const attach = Object.getOwnPropertyDescriptor(Element.prototype, 'attachShadow')?.value as AttachShadow
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    root = attach.call(this, init)
    return root
  })
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const { left, top, width, height } = frames.get(this) ?? FRAME
    return new DOMRect(left, top, width, height)
  })
  vi.spyOn(document, 'hasFocus').mockImplementation(() => stage.focused)
  document.elementFromPoint = () => stage.cover ?? stage.host() ?? document.body
  HTMLElement.prototype.showPopover = function () {
    toggle(this, 'open')
  }
  HTMLElement.prototype.hidePopover = function () {
    toggle(this, 'closed')
  }
  vi.stubGlobal('IntersectionObserverEntry', Object) // as in Firefox: no `isVisible`
  vi.stubGlobal('ResizeObserver', NothingResizes)
  Object.defineProperty(document.documentElement, 'clientWidth', { configurable: true, value: 1024 })
  return stage
}

class NothingResizes {
  observe(): void {
    return
  }
  disconnect(): void {
    return
  }
}

function toggle(element: HTMLElement, newState: string): void {
  for (const name of ['beforetoggle', 'toggle']) {
    element.dispatchEvent(Object.assign(new Event(name), { newState }))
  }
}

interface Trustable {
  isTrusted: boolean
}
interface Dispatcher {
  _dispatch: (event: Trustable) => boolean
}

/**
 * Dispatches as the browser does for what a person did: `dispatchEvent` would mark the event a script's. What is
 * meant for the window is dispatched at the document and bubbles: the test's `window` is not jsdom's own.
 */
export function dispatchTrusted(target: EventTarget, event: Event): boolean {
  const inner = innerOf(event) as Trustable
  inner.isTrusted = true
  return (innerOf(target) as Dispatcher)._dispatch(inner)
}

/** jsdom keeps its own object behind each one a script sees. */
function innerOf(outer: object): unknown {
  const symbol = Object.getOwnPropertySymbols(outer).find(({ description }) => description === 'impl')
  if (symbol === undefined) throw new Error('jsdom keeps its objects differently now')
  return (outer as Record<symbol, unknown>)[symbol]
}

const bubbling = { bubbles: true, composed: true, cancelable: true } as const

/** A whole click by mouse. */
export function pressMouse(target: Element, { button = 0, isPrimary = true } = {}): void {
  dispatchTrusted(target, new PointerEvent('pointerdown', { ...bubbling, button, isPrimary }))
  if (button === 0) dispatchTrusted(target, new MouseEvent('click', { ...bubbling, button, detail: 1 }))
}

/** A key, and the click a browser makes of Enter on a button. */
export function pressKey(key: string, { repeat = false } = {}): void {
  const target = innermostFocus()
  const goesOn = dispatchTrusted(target, new KeyboardEvent('keydown', { ...bubbling, key, repeat }))
  if (goesOn && key === 'Enter' && target instanceof HTMLButtonElement) {
    dispatchTrusted(target, new MouseEvent('click', { ...bubbling, detail: 0 }))
  }
}

let focusRoot: (() => ShadowRoot | undefined) | undefined

/** Tells where to look for the focus: a script cannot see into a closed shadow root. */
export function focusIn(card: () => ShadowRoot | undefined): void {
  focusRoot = card
}

const innermostFocus = (): Element => focusRoot?.()?.activeElement ?? document.activeElement ?? document.body
