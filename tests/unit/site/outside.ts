import { execFileSync } from 'node:child_process'

/** A code by oathtool, which shares no line with the practice site's own judge. */
export function oathtoolCode(secret: string, now = Date.now()): string {
  const at = `@${String(Math.floor(now / 1000))}`
  const options = ['--totp', '--base32', '--now', at, secret.toUpperCase()]
  return execFileSync('oathtool', options, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }).trim()
}

/** What zbarimg reads in a PNG, a line for every symbol. */
export function zbarRead(png: Uint8Array): string[] {
  const options = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', '-Sbinary', 'png:-']
  const text = execFileSync('zbarimg', options, { input: png, stdio: 'pipe' })
  return text.toString('utf8').split('\n').filter(Boolean)
}

/** The pictures that a page carries as data URLs. */
export function picturesIn(page: string): Buffer[] {
  return [...page.matchAll(/src="data:image\/png;base64,([^"]+)"/g)].map((found) =>
    Buffer.from(found[1]!, 'base64'),
  )
}
