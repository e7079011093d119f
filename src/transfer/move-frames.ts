import { decodeBase64, encodeBase64, type Bytes } from '../domain/base64'

/*
 * A sealed file as QR codes that one screen shows and another computer reads, in any order. What they carry is an age
 * file, so nothing here is secret by itself; what comes in is bounded and whole, or nothing.
 */

/** One QR code's part of the file. `at` counts from 1. */
export interface Frame {
  /** Which transfer it belongs to: the beginning of the whole file's SHA-256, which also tells whether it is whole. */
  readonly transfer: string
  readonly at: number
  readonly of: number
  /** In base64url (RFC 4648 section 5), without padding. */
  readonly data: string
}

/** Characters of data in a frame: a symbol of 93 modules, which a camera reads off a screen. Whole bytes, so 3 × 4. */
const LENGTH = 720
/** More than this nobody holds up to a camera; a file is quicker. About sixty accounts. */
export const MOST_FRAMES = 60
/** Characters that name a transfer: 96 bits. */
const NAME = 16

const PATTERN = /^KODE-MOVE:1:([\w-]{16}):([1-9]\d?):([1-9]\d?):([\w-]{2,720})$/
const LONGEST = LENGTH + NAME + 32

/** The frames of a file; `undefined` where they would be too many. */
export async function writeFrames(file: Bytes): Promise<readonly string[] | undefined> {
  const text = toUrl(encodeBase64(file))
  const of = Math.ceil(text.length / LENGTH)
  if (of === 0 || of > MOST_FRAMES) return undefined
  const transfer = await nameOf(file)
  return Array.from({ length: of }, (_, index) => {
    const data = text.slice(index * LENGTH, (index + 1) * LENGTH)
    return `KODE-MOVE:1:${transfer}:${index + 1}:${of}:${data}`
  })
}

/** The frame in a QR code's text, or `undefined` if it is none. */
export function readFrame(text: string): Frame | undefined {
  if (text.length > LONGEST) return undefined
  const [, transfer, at, of, data] = PATTERN.exec(text) ?? []
  if (transfer === undefined || data === undefined) return undefined
  const frame = { transfer, at: Number(at), of: Number(of), data }
  return isPossible(frame) ? frame : undefined
}

/** Every frame is full but the last. */
const isPossible = ({ at, of, data }: Frame): boolean =>
  of <= MOST_FRAMES && at <= of && (at === of || data.length === LENGTH)

/** The file that the frames are, or `undefined` if one of them is missing, from elsewhere or changed. */
export async function joinFrames(frames: readonly Frame[]): Promise<Bytes | undefined> {
  const sorted = frames.toSorted((one, other) => one.at - other.at)
  const [first] = sorted
  if (first?.of !== sorted.length || sorted.some(({ at }, index) => at !== index + 1)) return undefined
  const file = decodeBase64(fromUrl(sorted.map(({ data }) => data).join('')))
  return file && (await nameOf(file)) === first.transfer ? file : undefined
}

async function nameOf(file: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', file))
  return toUrl(encodeBase64(hash)).slice(0, NAME)
}

const toUrl = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function fromUrl(text: string): string {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  return base64.padEnd(Math.ceil(base64.length / 4) * 4, '=')
}
