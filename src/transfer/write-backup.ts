import { Encrypter } from 'age-encryption'
import type { Bytes } from '../domain/base64'
import { writeCxf, type Named } from './write-cxf'

/**
 * Kode's backup: CXF 1.0 in an age file that a passphrase opens, so that `age -d` and a text editor are enough to read
 * it. Takes seconds and 256 MiB (scrypt, N = 2^18, age's own choice): for a worker. `now` in Unix milliseconds.
 */
export async function writeBackup(
  accounts: readonly Named[],
  passphrase: string,
  now: number,
): Promise<Bytes> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return Uint8Array.from(await encrypter.encrypt(writeCxf(accounts, now)))
}
