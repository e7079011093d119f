/**
 * Pictures as a camera takes them, drawn with an encoder that shares nothing with the scanner: a code printed on curled
 * paper, seen aslant through a lens that bends straight lines, under uneven light with a shadow or a glare, blurred, with
 * noise, and saved as JPEG. The same number draws the same picture every time.
 */
import jpeg from 'jpeg-js'
import { correction, generate } from 'lean-qr'

/**
 * @typedef {import('./pictures.mjs').Pixels} Pixels
 * @typedef {{ u: number, v: number }} OnPaper in modules from the code's top left corner
 * @typedef {{ size: number, get(x: number, y: number): boolean }} Symbol
 */

/**
 * @param {number} seed
 * @returns {{ pixels: Pixels, text: string }}
 */
export function photograph(seed) {
  const next = numbers(seed)
  const between = (/** @type {number} */ from, /** @type {number} */ to) => from + (to - from) * next()
  const text = textFrom(between)
  const level = /** @type {const} */ (['L', 'M', 'Q', 'H'])[Math.floor(between(0, 4))] ?? 'M'
  const symbol = generate(text, { minCorrectionLevel: correction[level] })
  const width = Math.round(between(640, 1280))
  const height = Math.round(width * 0.75)
  const look = camera(symbol, width, height, between)
  const shine = light(width, height, between)
  const grain = between(1, 12)
  const grey = new Float32Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) grey[i] = shine(x, y, paint(symbol, look(x, y)))
  }
  blur(grey, width, height, between(0, 1.6))
  for (let i = 0; i < grey.length; i++) grey[i] = (grey[i] ?? 0) + grain * (next() + next() + next() - 1.5)
  return { pixels: saved(grey, width, height, between), text }
}

/** @param {(from: number, to: number) => number} between */
function textFrom(between) {
  const letter = () => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Math.floor(between(0, 32))]
  const secret = Array.from({ length: between(0, 1) < 0.5 ? 16 : 32 }, letter).join('')
  return `otpauth://totp/Contoso:user${Math.floor(between(1, 1000))}@contoso.example?secret=${secret}&issuer=Contoso`
}

/**
 * Where on the paper each pixel looks.
 *
 * @param {Symbol} symbol
 * @param {number} width
 * @param {number} height
 * @param {(from: number, to: number) => number} between
 * @returns {(x: number, y: number) => OnPaper}
 */
function camera({ size }, width, height, between) {
  // Pixels to a module: from as few as can be read to a code that fills the picture.
  const module = between(2.2, Math.max(3, (0.8 * height) / (size * 1.2)))
  const turn = between(-Math.PI, Math.PI)
  const [tiltX, tiltY] = [between(-0.3, 0.3), between(-0.3, 0.3)].map((tilt) => tilt / (size * module))
  const bend = between(-0.12, 0.12) / (width * width)
  const curl = { depth: between(-1.2, 1.2), length: between(0.8, 2.5) * size, phase: between(0, 6) }
  const room = Math.max(0, height / 2 - 0.75 * size * module)
  const centre = { x: width / 2 + between(-room, room), y: height / 2 + between(-room, room) }
  return (x, y) => {
    const fromAxis = (x - width / 2) ** 2 + (y - height / 2) ** 2
    const lens = 1 + bend * fromAxis
    const dx = width / 2 + (x - width / 2) * lens - centre.x
    const dy = height / 2 + (y - height / 2) * lens - centre.y
    const depth = module * Math.max(0.3, 1 + (tiltX ?? 0) * dx + (tiltY ?? 0) * dy)
    const across = (dx * Math.cos(turn) + dy * Math.sin(turn)) / depth
    const down = (dy * Math.cos(turn) - dx * Math.sin(turn)) / depth
    const lift = curl.depth * Math.sin((2 * Math.PI * across) / curl.length + curl.phase)
    return { u: across + size / 2, v: down + lift + size / 2 }
  }
}

/** Brightness 0 … 1 of the paper, of what is printed on it, or of the striped table around it. */
function paint(/** @type {Symbol} */ symbol, /** @type {OnPaper} */ { u, v }) {
  const margin = 7
  const isOnPaper = u > -margin && v > -margin && u < symbol.size + margin && v < symbol.size + margin
  if (!isOnPaper) return 0.4 + 0.06 * Math.sin(u * 0.35 + Math.sin(v * 0.1) * 3)
  return symbol.get(Math.floor(u), Math.floor(v)) ? 0.12 : 0.9
}

/**
 * Daylight from one side, the edge of a shadow, a glare; of each picture its own.
 *
 * @param {number} width
 * @param {number} height
 * @param {(from: number, to: number) => number} between
 * @returns {(x: number, y: number, paint: number) => number} grey levels
 */
function light(width, height, between) {
  const [slopeX, slopeY] = [between(-0.45, 0.45), between(-0.45, 0.45)]
  const exposure = between(120, 250)
  const shadow = {
    strength: between(0, 1) < 0.4 ? between(0.3, 0.65) : 0,
    at: between(0.2, 0.8) * width,
    soft: between(5, 80),
  }
  const glare = {
    strength: between(0, 1) < 0.35 ? between(40, 170) : 0,
    x: between(0, width),
    y: between(0, height),
    reach: between(40, 220),
  }
  return (x, y, reflected) => {
    const day = 1 + (slopeX * (x - width / 2)) / width + (slopeY * (y - height / 2)) / height
    const shade = 1 - shadow.strength / (1 + Math.exp((x + 0.4 * y - shadow.at) / shadow.soft))
    const mirror = glare.strength * Math.exp(-((x - glare.x) ** 2 + (y - glare.y) ** 2) / glare.reach ** 2)
    return exposure * reflected * day * shade + mirror
  }
}

/**
 * Two box blurs each way: nearly a Gaussian.
 *
 * @param {Float32Array} grey
 * @param {number} width
 * @param {number} height
 * @param {number} radius pixels, fractions count
 */
function blur(grey, width, height, radius) {
  for (const step of [1, width, 1, width]) {
    const before = grey.slice()
    for (let i = step; i < width * height - step; i++) {
      const sides = (before[i - step] ?? 0) + (before[i + step] ?? 0)
      grey[i] = ((before[i] ?? 0) + radius * sides) / (1 + 2 * radius)
    }
  }
}

/**
 * As JPEG, and read again.
 *
 * @param {Float32Array} grey
 * @param {number} width
 * @param {number} height
 * @param {(from: number, to: number) => number} between
 * @returns {Pixels}
 */
function saved(grey, width, height, between) {
  const data = new Uint8ClampedArray(width * height * 4)
  const tint = [between(0.9, 1.05), 1, between(0.8, 1.05)]
  for (let i = 0; i < grey.length; i++) {
    for (const channel of [0, 1, 2]) data[4 * i + channel] = (grey[i] ?? 0) * (tint[channel] ?? 1)
    data[4 * i + 3] = 255
  }
  const file = jpeg.encode({ data: new Uint8Array(data.buffer), width, height }, Math.round(between(55, 92)))
  const picture = jpeg.decode(file.data, { useTArray: true })
  return { data: new Uint8ClampedArray(picture.data), width, height }
}

/** Numbers 0 … 1 that are the same every time. @param {number} seed */
function numbers(seed) {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
