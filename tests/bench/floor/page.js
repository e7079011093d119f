// The floor that Kode's popup is measured against.

const { secret } = await chrome.storage.local.get({ secret: '12345678901234567890' })
const key = await crypto.subtle.importKey(
  'raw',
  new TextEncoder().encode(String(secret)),
  { name: 'HMAC', hash: 'SHA-1' },
  false,
  ['sign'],
)
const counter = new DataView(new ArrayBuffer(8))
counter.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000)))
const hmac = new DataView(await crypto.subtle.sign('HMAC', key, counter))
const code = (hmac.getUint32(hmac.getUint8(19) & 15) & 0x7fffffff) % 1_000_000
const output = document.createElement('output')
output.textContent = String(code).padStart(6, '0')
document.body.append(output)

export {}
