/**
 * Wraps a name that came from outside in bidirectional isolates (U+2068, U+2069), so that a right-to-left name
 * does not reorder the sentence around it.
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`
}
