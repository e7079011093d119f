import type { Page } from 'playwright-core'
import { encode, type Modules } from '../unit/scan/draw'
import { encodeAs } from '../unit/scan/zxing-symbols'

/* Pages with codes on them, drawn in all the ways that sites draw them. Nothing is loaded from anywhere. */

export type Theme = 'light' | 'dark'

interface Ink {
  readonly dark: string
  readonly light: string
}

const INK: Record<Theme, Ink> = {
  light: { dark: '#000', light: '#fff' },
  dark: { dark: '#e6e6e6', light: '#16181b' },
}

/** Makes a symbol's markup, so many CSS pixels wide with its quiet zone. */
type Drawing = (symbol: Modules, side: number, ink: Ink) => string

const QUIET = 4

function cells(symbol: Modules): { x: number; y: number; set: boolean }[] {
  const across = symbol.size + 2 * QUIET
  return Array.from({ length: across * across }, (_, i) => {
    const [x, y] = [i % across, Math.floor(i / across)]
    return { x, y, set: symbol.get(x - QUIET, y - QUIET) }
  })
}

const svg: Drawing = (symbol, side, ink) => {
  const across = symbol.size + 2 * QUIET
  const path = cells(symbol).flatMap(({ x, y, set }) => (set ? `M${x} ${y}h1v1h-1z` : []))
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="0 0 ${across} ${across}" ` +
    `shape-rendering="crispEdges"><rect width="100%" height="100%" fill="${ink.light}"/>` +
    `<path fill="${ink.dark}" d="${path.join('')}"/></svg>`
  )
}

const svgUrl: Drawing = (...drawing) => `data:image/svg+xml,${encodeURIComponent(svg(...drawing))}`

const image: Drawing = (symbol, side, ink) =>
  `<img alt="" width="${side}" height="${side}" src="${svgUrl(symbol, side, ink)}">`

const background: Drawing = (symbol, side, ink) =>
  `<div style="width:${side}px;height:${side}px;background:url(&quot;${svgUrl(symbol, side, ink)}&quot;) 0/cover"></div>`

/** As the libraries for pages do it: a canvas of whole pixels a module, squeezed into its place. */
const canvas: Drawing = (symbol, side, ink) => {
  const across = symbol.size + 2 * QUIET
  const set = cells(symbol).flatMap(({ x, y, set }) => (set ? [[x, y]] : []))
  return (
    `<canvas width="${across * 6}" height="${across * 6}" style="width:${side}px;height:${side}px"></canvas><script>{` +
    `const pen=document.currentScript.previousElementSibling.getContext('2d');pen.fillStyle='${ink.light}';` +
    `pen.fillRect(0,0,9999,9999);pen.fillStyle='${ink.dark}';` +
    `for(const [x,y] of ${JSON.stringify(set)})pen.fillRect(x*6,y*6,6,6)}</script>`
  )
}

const table: Drawing = (symbol, side, ink) => {
  const across = symbol.size + 2 * QUIET
  const cell = (set: boolean) => `<td style="padding:0;background:${set ? ink.dark : ink.light}">`
  const rows = cells(symbol).map(({ x, set }) => (x === 0 ? `<tr>${cell(set)}` : cell(set)))
  return `<table style="border-collapse:collapse;table-layout:fixed;width:${side}px;height:${side}px" data-n="${across}">${rows.join('')}</table>`
}

const frame: Drawing = (symbol, side, ink) =>
  `<iframe width="${side}" height="${side}" style="border:0" srcdoc='<body style="margin:0">${svg(symbol, side, ink)}'></iframe>`

const DRAWINGS: readonly (readonly [side: number, draw: Drawing])[] = [
  [140, svg],
  [150, canvas],
  [160, table],
  [130, background],
  [150, frame],
  [92, image],
  [120, image],
  [135, canvas],
]

export interface CodePage {
  readonly html: string
  /** The users whose accounts the codes hold. */
  readonly users: readonly string[]
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** Each has a key of its own, or Kode would take them for one account. */
const accountOf = (user: number) =>
  `otpauth://totp/GitHub:user-${user}?secret=gezdgnbvgy3tqoj${BASE32.charAt(user)}&issuer=GitHub`

/** Eight accounts, each drawn another way; every second one by zxing's encoder. */
export async function pageOfAllKinds(theme: Theme): Promise<CodePage> {
  const users = DRAWINGS.map((_, i) => `user-${i}`)
  const drawn = DRAWINGS.map(async ([side, draw], i) => {
    const text = accountOf(i)
    return draw(i % 2 === 0 ? encode(text) : await encodeAs('QRCode', text), side, INK[theme])
  })
  return { html: documentOf(await Promise.all(drawn), theme), users }
}

/** So many small codes, 32 at most. */
export function pageOfMany(count: number): CodePage {
  const users = Array.from({ length: count }, (_, i) => `user-${i}`)
  return {
    html: documentOf(
      users.map((_, i) => svg(encode(accountOf(i)), 120, INK.light)),
      'light',
    ),
    users,
  }
}

/** One code of another kind. */
export async function pageOfOther(format: 'DataMatrix' | 'MicroQRCode'): Promise<CodePage> {
  return { html: documentOf([svg(await encodeAs(format, 'HELLO'), 120, INK.light)], 'light'), users: [] }
}

function documentOf(codes: readonly string[], theme: Theme): string {
  const { dark, light } = INK[theme]
  return (
    `<!doctype html><title>Codes</title><style>body{margin:10px;font:14px sans-serif;color:${dark};background:${light}}` +
    'main{display:flex;flex-wrap:wrap;gap:6px;align-items:start;max-width:700px}</style>' +
    `<p>Scan these with your authenticator.<main>${codes.join('\n')}</main>`
  )
}

/** Shows a page at an address of its own. */
export async function show(page: Page, { html }: CodePage): Promise<void> {
  const address = 'https://codes.example/'
  await page.unroute(address)
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await page.goto(address)
}
