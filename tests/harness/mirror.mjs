// The vault's mirror in IndexedDB, as one of Kode's own pages sees it.

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @returns {Promise<unknown>} */
export const readMirror = (page) => page.evaluate(reach, { mode: 'read' })

/** Puts `value` there; `undefined` takes away what is there. @param {Page} page @param {unknown} value */
export const writeMirror = (page, value) =>
  page.evaluate(reach, value === undefined ? { mode: 'delete' } : { mode: 'write', value })

/** Runs in the page. @param {{ mode: string, value?: unknown }} wanted @returns {Promise<unknown>} */
function reach({ mode, value }) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kode', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('records')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('records', 'readwrite')
      const records = transaction.objectStore('records')
      const key = 'vault.mirror'
      const request =
        mode === 'read' ? records.get(key) : mode === 'delete' ? records.delete(key) : records.put(value, key)
      transaction.oncomplete = () => {
        opening.result.close()
        resolve(request.result)
      }
      transaction.onabort = () => reject(transaction.error)
    }
  })
}
