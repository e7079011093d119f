/** Puts `text` on the clipboard; false where the browser refuses. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotAllowedError') return false
    throw cause
  }
}

export interface Copied {
  readonly pictures: readonly Blob[]
  readonly text: string
}

/** What was copied, after a press on "Paste"; the browser may ask the person first. Kode never looks by itself. */
export async function readClipboard(): Promise<Copied | 'refused'> {
  try {
    const items = await navigator.clipboard.read()
    const pictures = await Promise.all(
      items.flatMap((item) => blobOf(item, (type) => type.startsWith('image/'))),
    )
    const texts = await Promise.all(items.flatMap((item) => blobOf(item, (type) => type === 'text/plain')))
    return { pictures, text: (await texts[0]?.text()) ?? '' }
  } catch (cause) {
    if (cause instanceof DOMException) return 'refused'
    throw cause
  }
}

/** The first of an item's forms whose type will do, if there is one. */
function blobOf(item: ClipboardItem, willDo: (type: string) => boolean): Promise<Blob>[] {
  const type = item.types.find(willDo)
  return type === undefined ? [] : [item.getType(type)]
}
