/** The browser could not read or write its storage (full, corrupt, policy). What was stored before still is. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
}

/** One of the browser's storage areas. What comes out is unknown until decoded. Every call may throw StorageFailure. */
export interface Area {
  read(key: string): Promise<unknown>
  write(key: string, value: unknown): Promise<void>
  remove(...keys: readonly string[]): Promise<void>
}
