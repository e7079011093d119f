/** A field and what ends it: quoted with any text and doubled quotes, or plain. It matches anywhere. */
const FIELD = /(?:"([^"]*(?:""[^"]*)*)"?)?([^,\r\n]*)(,|\r\n?|\n|$)/y

/**
 * The records of a CSV text (RFC 4180). Read one by one, so that a long file can be left early; a quote that nobody
 * closes lasts to the end.
 */
export function* readCsv(text: string): Generator<readonly string[], undefined> {
  const field = new RegExp(FIELD)
  let record: string[] = []
  while (field.lastIndex < text.length) {
    const [, quoted = '', rest = '', end] = field.exec(text) ?? []
    record.push(quoted.replaceAll('""', '"') + rest)
    if (end === ',') continue
    yield record
    record = []
  }
  if (record.length > 0) yield record
}
