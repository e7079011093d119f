import { LONGEST_PAYLOAD, type Sighting } from '../domain/pixels'
import { writeOtpauthUri } from '../domain/otpauth-uri'
import { readMigration } from '../transfer/google-migration'

/**
 * An export of Google Authenticator is one symbol with many accounts. Each of them is held, told and added like one
 * that was scanned by itself; the symbol comes before them, and it alone has a place in the picture.
 */
export function unfold(sighting: Sighting): readonly Sighting[] {
  const read = readMigration(sighting.text)
  if (!read.ok) return [sighting]
  const texts = read.value.rows.flatMap((row) => (row.ok ? [writeOtpauthUri(row.value.draft)] : []))
  const held = texts.filter((text) => text.length <= LONGEST_PAYLOAD)
  return [sighting, ...held.map((text) => ({ text, places: [] }))]
}
