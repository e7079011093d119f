import { randomBytes } from '../vault/crypto'
import { affordableCost, derivePassphraseKey, PROBE_COST, SALT_BYTES, type KdfCost } from '../vault/kdf'

let known: Promise<KdfCost> | undefined

/** What a passphrase may cost here, timed once in a worker's life. */
export function costHere(): Promise<KdfCost> {
  return (known ??= probe().then(affordableCost))
}

/** Milliseconds of the better of two probes: the first also pays for the code's own start. */
async function probe(): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 2; round++) {
    const began = performance.now()
    await derivePassphraseKey('probe', randomBytes(SALT_BYTES), PROBE_COST)
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}
