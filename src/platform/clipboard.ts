/** Puts `text` on the clipboard; false where the browser refuses. Kode never reads the clipboard by itself. */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotAllowedError') return false
    throw cause
  }
}
