import browser from 'webextension-polyfill'
import { SECURITY_INFO } from '../domain/help-pack'
import { makeWay } from './place'

/** Opens Microsoft's list of sign-in methods, after a person's click, and makes way for it. */
export async function openSecurityInfo(): Promise<void> {
  await browser.tabs.create({ url: SECURITY_INFO })
  makeWay()
}
