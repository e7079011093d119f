import { HOSTS } from './hosts.mjs'

/**
 * The policy of every practice page: stricter than Microsoft's is known to be, so that whatever Kode shows in a
 * page proves itself under it. Forms may lead on to our own neutral host, where a sign-in ends.
 * @param {string} nonce
 */
export const contentSecurityPolicy = (nonce) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action 'self' https://${HOSTS.practice}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    'report-uri /practice-reports',
  ].join('; ')

/**
 * The headers a reply gets besides its own.
 * @param {import('./visit.mjs').Reply} reply
 * @param {string} nonce
 * @returns {Record<string, string>}
 */
export function headersFor(reply, nonce) {
  const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (!reply.headers['content-type']?.startsWith('text/html')) return always
  return {
    ...always,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  }
}
