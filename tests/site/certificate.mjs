import { createHash, X509Certificate } from 'node:crypto'
import { generate } from 'selfsigned'

const DAY = 86_400_000

/**
 * A key and a certificate for the given host names, made anew at every start and kept in memory: there is no
 * file that somebody could come to trust.
 * @param {readonly string[]} hosts
 * @returns {Promise<{ key: string, certificate: string, spki: string }>} PEM texts, and the base64 SHA-256 of
 *   the public key as `--ignore-certificate-errors-spki-list` wants it
 */
export async function createCertificate(hosts) {
  const made = await generate([{ name: 'commonName', value: 'Kode practice site' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - DAY),
    notAfterDate: new Date(Date.now() + 30 * DAY),
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  })
  return { key: made.private, certificate: made.cert, spki: spkiOf(made.cert) }
}

/** @param {string} certificate PEM */
function spkiOf(certificate) {
  const publicKey = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(publicKey).digest('base64')
}
