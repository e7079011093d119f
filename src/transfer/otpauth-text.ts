import { readRows } from './outcome'
import type { Reader } from './reader'
import { MAXIMUM_ACCOUNTS, uriRow } from './rows'

/** A line that an authenticator wrote, or wrote for one. */
const LINE = /^[ \t]*(?:otpauth|motp|steam):\/\//im

/** Lines of `otpauth://` and `steam://`. Every other line is refused. */
export const otpauthText: Reader = {
  format: 'otpauth',
  recognises: ({ text, json }) => json === undefined && text !== undefined && LINE.test(text),
  read: ({ text = '' }) => readRows(linesOf(text).map((line, at) => uriRow(at + 1, line))),
}

/** The lines that are not empty, with whatever ends of line; one more than `MAXIMUM_ACCOUNTS` at most. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = []
  for (const [line] of text.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    if (line.trim() !== '') lines.push(line.trim())
    if (lines.length > MAXIMUM_ACCOUNTS) break
  }
  return lines
}
