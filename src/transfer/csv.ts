/**
 * The records of a CSV text (RFC 4180) that are not empty. Read one by one, so that a long file can be left early; a
 * quote that nobody closes lasts to the end.
 */
export function* readCsv(text: string): Generator<readonly string[], undefined> {
  let record: string[] = []
  let at = 0
  while (at < text.length) {
    const end = endOfField(text, at)
    const more = text[end] === ','
    // Empty lines, and the second half of a CRLF.
    if (end > at || more || record.length > 0) record.push(fieldOf(text.slice(at, end)))
    at = end + 1
    if (more || record.length === 0) continue
    yield record
    record = []
  }
  if (record.length > 0) yield record
}

/** Where the field's delimiter is. A loop, not a pattern: those have no room for a hostile field. */
function endOfField(text: string, from: number): number {
  let at = text[from] === '"' ? closingQuote(text, from + 1) : from
  while (at < text.length && !DELIMITERS.includes(text[at] ?? '')) at += 1
  return at
}

const DELIMITERS: readonly string[] = [',', '\r', '\n']

/** The first quote that is not doubled, or the end. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at < 0 ? text.length : at
}

function fieldOf(raw: string): string {
  if (!raw.startsWith('"')) return raw
  const end = closingQuote(raw, 1)
  return raw.slice(1, end).replaceAll('""', '"') + raw.slice(end + 1)
}
