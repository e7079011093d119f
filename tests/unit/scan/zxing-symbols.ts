import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer'
import type { Modules } from './draw'

let prepared: Promise<unknown> | undefined

/**
 * A symbol of any kind by zxing's encoder. One that is not square stands at the top left of a square that is.
 *
 * @throws {Error} when the text does not fit
 */
export async function encodeAs(
  format: NonNullable<WriterOptions['format']>,
  text: string,
  options = '',
): Promise<Modules> {
  await (prepared ??= prepare())
  const { error, symbol } = await writeBarcode(text, { format, options, scale: 1, addQuietZones: false })
  if (error !== '') throw new Error(error)
  const { width, height, data } = symbol
  const get = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 0
  return { size: Math.max(width, height), get }
}

/** Its own wasm file: by default it would be fetched. */
function prepare(): Promise<unknown> {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')
  const wasmBinary = Uint8Array.from(readFileSync(file)).buffer
  return prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
}
