/** Calls `then` when the coming frame has been painted; at once in a page out of sight, which paints none. */
export function afterPaint(then: () => void): void {
  if (document.visibilityState === 'hidden') then()
  else requestAnimationFrame(() => setTimeout(then))
}
