import browser from 'webextension-polyfill'
import { SECURITY_INFO } from '../domain/help-pack'

/** Opens Microsoft's list of sign-in methods, after a person's click, and closes this window. */
export async function openSecurityInfo(): Promise<void> {
  await browser.tabs.create({ url: SECURITY_INFO })
  window.close()
}
