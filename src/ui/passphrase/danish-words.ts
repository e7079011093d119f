export const DANISH_WORDS: readonly string[] = ['aber']
