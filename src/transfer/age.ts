import { armor, Decrypter } from 'age-encryption'
import type { Bytes } from '../domain/base64'
import { cxf } from './cxf'
import { KDF_BOUNDS, type Effort } from './kdf'
import { refusedFile, type Reading } from './outcome'
import type { Reader } from './reader'
import { examine } from './source'

/** How an age file begins: as bytes, and as text for those who send it through a letter. */
const MAGIC = 'age-encryption.org/v1\n'
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'

/** Kode's own backup: age (age-encryption.org/v1) with a passphrase, around CXF 1.0. */
export const kodeBackup: Reader = {
  format: 'kode-backup',
  recognises: ({ bytes }) => startsWith(bytes, MAGIC) || startsWith(bytes, ARMOR),
  async read({ bytes }, opening) {
    const sealed = startsWith(bytes, ARMOR) ? withoutArmor(bytes) : bytes
    if (!sealed) return { status: 'damaged' }
    const problem = problemOfHeader(sealed)
    if (problem) return problem
    if (!opening.password) return { status: 'password-needed' }
    const opened = await openAge(sealed, opening.password, opening)
    return opened instanceof Uint8Array ? readInside(opened) : opened
  },
}

const startsWith = (bytes: Bytes, text: string): boolean =>
  String.fromCharCode(...bytes.subarray(0, text.length)) === text

function withoutArmor(bytes: Bytes): Bytes | undefined {
  try {
    return Uint8Array.from(armor.decode(new TextDecoder().decode(bytes)))
  } catch {
    // The library tells damage by exceptions alone.
    return undefined
  }
}

/** Bytes in which the one stanza of a passphrase stands. */
const HEADER = 256
const STANZA = /^age-encryption\.org\/v1\n-> scrypt [\w+/]{22} ([1-9]\d?)\n/

/** Why no passphrase can open it, or none that Kode gives the memory for. */
function problemOfHeader(bytes: Bytes): Reading | undefined {
  const work = STANZA.exec(String.fromCharCode(...bytes.subarray(0, HEADER)))?.[1]
  if (work === undefined) return refusedFile('no-password-slot')
  return 2 ** Number(work) > KDF_BOUNDS.scrypt.N ? refusedFile('kdf-out-of-bounds') : undefined
}

/** The library says so when the passphrase is another one; everything else it throws is damage. */
const WRONG = 'no identity matched'

async function openAge(bytes: Bytes, password: string, { signal }: Effort): Promise<Bytes | Reading> {
  signal?.throwIfAborted()
  const decrypter = new Decrypter()
  decrypter.addPassphrase(password)
  try {
    return Uint8Array.from(await decrypter.decrypt(bytes))
  } catch (cause) {
    return { status: cause instanceof Error && cause.message.includes(WRONG) ? 'wrong-password' : 'damaged' }
  }
}

function readInside(bytes: Bytes): Reading | Promise<Reading> {
  const source = examine(bytes)
  if (!source.ok) return refusedFile(source.error)
  return cxf.recognises(source.value) ? cxf.read(source.value, {}) : refusedFile('unknown')
}
