import { isShown } from '../is-shown'
import { findPicture, type Picture } from './find-picture'

/** Where a person is on Microsoft's registration pages. `anchor` is what the card stands beside. */
export type Step =
  /** `way`: the link to another app, if the page has one that can be told; `missing` if it has none at all. */
  | {
      readonly kind: 'install'
      readonly anchor: HTMLElement
      readonly way: 'found' | 'unclear' | 'missing'
    }
  | { readonly kind: 'set-up'; readonly anchor: HTMLElement }
  | { readonly kind: 'qr'; readonly anchor: HTMLElement; readonly picture: Picture }
  | { readonly kind: 'code'; readonly anchor: HTMLInputElement }
  /** A step that has a title and a way on, and nothing that Kode knows. */
  | { readonly kind: 'other'; readonly anchor: HTMLElement }

/** Where Microsoft's registration pages show their steps, with the stand-in page (tests/site/pages.mjs) that proves it. */
const SIGNS = {
  install: '[data-testid="authenticator-download-link"]', // register-install
  setUp: '[data-testid="setup-instructions"]', // register-setup
  cannotScan: '[data-testid="activation-qr-show/hide-info-button"]', // register-qr-otpauth
  code: 'input[data-testid="verification-entercode-input"]', // register-code
  title: '[data-testid="reskin-step-title"]', // register-done
  next: '[data-testid="reskin-step-next-button"]',
} as const

/** The step that `page` shows; `undefined` where it is none, or still on its way. */
export function readStep(page: Document): Step | undefined {
  const code = shown(page, SIGNS.code)
  if (code instanceof HTMLInputElement) return { kind: 'code', anchor: code }
  const next = shown(page, SIGNS.next)
  const install = shown(page, SIGNS.install)
  if (install) return installStep(page, install, next)
  if (shown(page, SIGNS.cannotScan)) {
    const picture = findPicture(page)
    return picture && { kind: 'qr', anchor: picture, picture }
  }
  if (next === undefined) return undefined
  if (shown(page, SIGNS.setUp)) return { kind: 'set-up', anchor: next }
  return shown(page, SIGNS.title) && !next.matches(':disabled') ? { kind: 'other', anchor: next } : undefined
}

function shown(page: ParentNode, selector: string): HTMLElement | undefined {
  const found = page.querySelector<HTMLElement>(selector)
  return found !== null && isShown(found) ? found : undefined
}

/**
 * The link to another app is one of Fluent's links that are buttons, and stands by itself: "other options" and "skip"
 * stand in a row with "Next". Where several stand by themselves, which it is only their texts could tell.
 */
function installStep(page: Document, download: HTMLElement, next: HTMLElement | undefined): Step {
  const links = [...page.querySelectorAll<HTMLElement>('button.ms-Link')].filter(
    (link) => !standsInRow(link.parentElement, download, next) && isShown(link),
  )
  const [link] = links
  if (link === undefined) return { kind: 'install', anchor: download, way: 'missing' }
  return { kind: 'install', anchor: link, way: links.length === 1 ? 'found' : 'unclear' }
}

/** `parent` is the row of "Next", and not the whole step. */
const standsInRow = (parent: Element | null, download: HTMLElement, next: HTMLElement | undefined): boolean =>
  next !== undefined && parent?.contains(next) === true && !parent.contains(download)
