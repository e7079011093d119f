/** The host names the practice site answers to. The last one is ours, and neutral. */
export const HOSTS = /** @type {const} */ ({
  entra: 'login.microsoftonline.com',
  hop: 'login.microsoft.com',
  registration: 'mysignins.microsoft.com',
  personal: 'login.live.com',
  practice: 'practice.kode.example',
})
