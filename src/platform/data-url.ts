import { decodeBase64, encodeBase64 } from '../domain/base64'

/** Characters: 20 MB of picture in base64. */
const LONGEST = 28_000_000

/**
 * The picture in a base64 data URL, or `undefined` if it is not one. `fetch` of a data URL is a connection, which
 * our CSP forbids.
 */
export function pictureIn(dataUrl: string): Blob | undefined {
  if (dataUrl.length > LONGEST) return undefined
  const comma = dataUrl.indexOf(',')
  const type = /^data:(image\/[\w.+-]+);base64$/i.exec(dataUrl.slice(0, Math.max(0, comma)))?.[1]
  const bytes = type === undefined ? undefined : decodeBase64(dataUrl.slice(comma + 1))
  return bytes && bytes.length > 0 ? new Blob([bytes], { type: type ?? '' }) : undefined
}

/** The data URL of a picture. */
export async function dataUrlOf(picture: Blob): Promise<string> {
  return `data:${picture.type};base64,${encodeBase64(new Uint8Array(await picture.arrayBuffer()))}`
}
