import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** What each room may import, and the packages only it may name. The rooms are the folders of src. */
interface Room {
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

export const ROOMS: Readonly<Record<string, Room>> = {
  domain: { rooms: [], packages: ['otpauth', '@noble/hashes'] },
  scan: { rooms: ['domain'], packages: ['jsqr'] },
  vault: { rooms: ['domain'], packages: ['hash-wasm', 'valibot'] },
  transfer: {
    rooms: ['domain'],
    packages: [
      '@bufbuild/protobuf/wire',
      '@noble/ciphers',
      '@noble/hashes',
      'age-encryption',
      'hash-wasm',
      'lean-qr',
      'valibot',
    ],
  },
  protocol: { rooms: ['domain'], packages: ['valibot'] },
  platform: { rooms: ['domain', 'protocol', 'static'], packages: ['webextension-polyfill'] },
  background: {
    rooms: ['domain', 'scan', 'vault', 'transfer', 'protocol', 'platform'],
    packages: ['valibot'],
  },
  content: { rooms: ['domain', 'protocol', 'platform'], packages: [] },
  ui: {
    rooms: ['domain', 'protocol', 'platform'],
    packages: ['svelte', 'lucide', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common'],
  },
  popup: { rooms: ['ui', 'domain', 'protocol', 'platform'], packages: ['svelte'] },
  manage: {
    rooms: ['ui', 'domain', 'protocol', 'platform', 'transfer', 'scan'],
    packages: ['svelte'],
  },
  start: { rooms: ['popup', 'manage', 'ui'], packages: [] },
}

export interface Source {
  /** Relative to src, with forward slashes. */
  readonly path: string
  readonly text: string
}

export function readSources(): Source[] {
  const src = join(import.meta.dirname, '../../src')
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|svelte)$/.test(path))
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(src, path), 'utf8') }))
}

/** Every arrow the plan does not have, and every reach for the browser outside `platform`, as sentences. */
export function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [...forbiddenImports(source), ...forbiddenNames(source)])
}

/** `import x from 'a'`, `import 'a'`, `export … from 'a'`, `import('a')`, `import type`, `require('a')`. */
const IMPORT = /(?<!['"])(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/g

function forbiddenImports({ path, text }: Source): string[] {
  const room = path.split('/')[0] ?? ''
  const rights = ROOMS[room]
  if (!rights) return [`${path}: "${room}" is no room of the house`]
  return [...withoutComments(text).matchAll(IMPORT)]
    .map((match) => match[2] ?? '')
    .filter((target) => !isAllowed(path, room, rights, target))
    .map((target) => `${path} → ${target}: ${room} may not import it`)
}

function isAllowed(path: string, room: string, rights: Room, target: string): boolean {
  if (!target.startsWith('.'))
    return rights.packages.some((name) => target === name || target.startsWith(`${name}/`))
  const to =
    normalize(join(dirname(path), target))
      .replaceAll('\\', '/')
      .split('/')[0] ?? ''
  return to === room || rights.rooms.includes(to)
}

/** Names that only one room may use: the browser, the clock, the network, markup made of text. */
const NAMES: readonly (readonly [name: RegExp, rooms: readonly string[], what: string])[] = [
  [/\b(?:chrome|browser)\.(?!\w*-)/, ['platform'], 'the browser'],
  [
    /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/,
    ['background', 'content', 'ui', 'popup', 'manage'],
    'the clock',
  ],
  [/\b(?:document|window)\./, ['content', 'ui', 'popup', 'manage', 'platform', 'start'], 'the DOM'],
  [/\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b|\bEventSource\b/, [], 'the network'],
  [
    /\beval\s*\(|\bnew Function\b|\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\{@html/,
    [],
    'code or markup made of text',
  ],
]

function forbiddenNames({ path, text }: Source): string[] {
  const room = path.split('/')[0] ?? ''
  const code = withoutComments(text)
  return NAMES.filter(([name, rooms]) => !rooms.includes(room) && name.test(code)).map(
    ([, , what]) => `${path}: ${room} may not touch ${what}`,
  )
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`\\])\/\/.*$/gm, '$1')
}
