/**
 * Runs tasks one at a time, in the order they were handed in, across all of Kode's contexts: should two workers
 * ever live at once, they still take turns. The browser ends the turn of one that is stopped.
 */
export function exclusively<T>(task: () => Promise<T>): Promise<T> {
  return navigator.locks.request('vault', task)
}
