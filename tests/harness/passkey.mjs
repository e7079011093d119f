// A security key that is only software, in the browser's own hands, and a passkey of Kode's in it.

/** @typedef {import('playwright-core').Page} Page */

/**
 * Plugs a key in for this page: with a PRF, or without.
 * @param {Page} page @param {{ hasPrf?: boolean }} [abilities]
 */
export async function plugInKey(page, { hasPrf = true } = {}) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'usb',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  })
  return {
    /** @param {boolean} isUserVerified */
    verify: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    unplug: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}

/**
 * Makes a passkey for Kode in the key that is plugged in, and asks for its answers, as the security page does.
 * @param {Page} page one of Kode's
 */
export function makePasskey(page) {
  return page.evaluate(async () => {
    const text = (/** @type {BufferSource} */ bytes) =>
      btoa(String.fromCharCode(...new Uint8Array(/** @type {ArrayBuffer} */ (bytes))))
    const random = () => crypto.getRandomValues(new Uint8Array(32))
    const [first, second] = [random(), random()]
    const made = /** @type {PublicKeyCredential} */ (
      await navigator.credentials.create({
        publicKey: {
          challenge: random(),
          rp: { name: 'Kode' },
          user: { id: random(), name: 'Kode', displayName: 'Kode' },
          pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          authenticatorSelection: { userVerification: 'required' },
          extensions: { prf: {} },
        },
      })
    )
    const asked = /** @type {PublicKeyCredential} */ (
      await navigator.credentials.get({
        publicKey: {
          challenge: random(),
          allowCredentials: [{ type: 'public-key', id: made.rawId }],
          userVerification: 'required',
          extensions: { prf: { eval: { first, second } } },
        },
      })
    )
    const results = asked.getClientExtensionResults().prf?.results
    if (!results?.second) throw new Error('the key has no PRF')
    return {
      passkey: { credential: text(made.rawId), first: text(first), second: text(second) },
      answer: { first: text(results.first), second: text(results.second) },
    }
  })
}
