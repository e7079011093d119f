/**
 * Where this page of ours is shown: from the toolbar, or where it stays open (a side panel, a window of its own).
 * Its address says so.
 */
export type Place = 'toolbar' | 'panel' | 'window'

/** The places that stay open, as they stand in addresses and in the manifest. */
export const STAYING = { panel: '?in=panel', window: '?in=window' } as const

export function placeHere(): Place {
  if (location.search === STAYING.panel) return 'panel'
  return location.search === STAYING.window ? 'window' : 'toolbar'
}

/** Closes this window so that what comes next is seen, unless it is one that stays open beside that. */
export function makeWay(): void {
  if (placeHere() === 'toolbar') window.close()
}
