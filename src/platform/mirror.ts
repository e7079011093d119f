import { StorageFailure, type Area } from './area'

/*
 * A second kind of storage, for what storage.local might lose: IndexedDB lies in other files and is cleared by
 * other accidents. Like every disk it is readable by whoever has the computer: only sealed records come here.
 */

const DATABASE = 'kode'
const RECORDS = 'records'

export const mirrorArea: Area = {
  read: (key) => inStore('readonly', (records) => records.get(key)),
  write: async (key, value) => {
    await inStore('readwrite', (records) => records.put(value, key))
  },
  remove: async (...keys) => {
    await Promise.all(keys.map((key) => inStore('readwrite', (records) => records.delete(key))))
  },
}

let database: Promise<IDBDatabase> | undefined

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (records: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  try {
    database ??= openDatabase()
    const transaction = (await database).transaction(RECORDS, mode)
    const request = act(transaction.objectStore(RECORDS))
    await ended(transaction)
    return request.result
  } catch (cause) {
    database = undefined
    throw new StorageFailure('the mirror failed', { cause })
  }
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no database'))
  })
}

/** A write counts when its transaction has ended, not when its request has. */
function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
  })
}
