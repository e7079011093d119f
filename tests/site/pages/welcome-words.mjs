// The welcome page in both languages, each written for itself.

import { HOSTS } from '../hosts.mjs'

/** @typedef {{ title: string, text: string, action?: string, host?: string, path?: string, more?: Record<string, string> }} Step */

/**
 * @typedef {object} WelcomeWords
 * @property {string} title
 * @property {string} lead
 * @property {string} who
 * @property {string} registered
 * @property {string} notRegistered
 * @property {string} done
 * @property {readonly Step[]} steps
 * @property {string} othersTitle
 * @property {readonly Step[]} others
 * @property {string} allPages
 */

const LIST = { host: HOSTS.registration, path: '/security-info' }
const SIGN_IN = { host: HOSTS.entra, path: '/common/oauth2/v2.0/authorize' }
const CODE = { host: HOSTS.entra, path: '/common/login' }
const PUSH_QR = { host: HOSTS.registration, path: '/register', more: { step: 'push' } }
const DEVICE = { host: HOSTS.entra, path: '/common/oauth2/deviceauth' }
const PERSONAL = { host: HOSTS.personal, path: '/login.srf' }
const SEVERAL = { host: HOSTS.practice, path: '/qr/several' }
const NO_QR = { host: HOSTS.practice, path: '/qr/none' }

/** @type {WelcomeWords} */
const ENGLISH = {
  title: 'Try Kode from start to finish',
  lead: 'These practice pages are built like the ones Microsoft shows, and stand at the same addresses, but only inside this browser. Nothing reaches Microsoft, and any password will do.',
  who: 'You are practising as',
  registered: 'An authenticator is registered',
  notRegistered: 'No authenticator is registered yet',
  done: 'Done',
  steps: [
    {
      title: 'Open Kode and choose a passphrase',
      text: 'Press Kode’s icon in the toolbar (it may be behind the puzzle piece), or Alt+Shift+K. The passphrase opens your codes on this computer and is kept nowhere.',
    },
    {
      title: 'Begin to register',
      text: 'Press “Add sign-in method”, then “Authenticator app”. Do not go on with Microsoft’s own app: choose “Set up a different authentication app”, and then Next.',
      action: 'Open Security info',
      ...LIST,
    },
    {
      title: 'Scan the QR code',
      text: 'With the code on the screen, open Kode and press Scan, or right-click the page and choose “Scan QR on page”. Look at the name, and add the account.',
    },
    {
      title: 'Fill in the first code',
      text: 'Go on to the page that asks for a code. Kode offers one beside the field: one click puts it there. Press Next, and the account is registered.',
    },
    {
      title: 'Sign in',
      text: 'Go on from the user name, type any password, and let Kode fill in the code with one click. A code works once, so right after registering Kode may wait for the next.',
      action: 'Open the sign-in page',
      ...SIGN_IN,
    },
  ],
  othersTitle: 'Then see what happens when',
  others: [
    { title: 'the QR code is for Microsoft’s own app', text: 'It holds no key. Scan it.', ...PUSH_QR },
    {
      title: 'the code comes by text message',
      text: 'The field is the same; a code from an app would be wrong.',
      ...CODE,
      more: { view: 'sms' },
    },
    {
      title: 'a code is refused',
      text: 'Type 000000, or use the same code twice.',
      ...CODE,
      more: { latency: '1000' },
    },
    {
      title: 'the phone should approve',
      text: 'Choose another way, and then a verification code.',
      ...CODE,
      more: { view: 'push' },
    },
    {
      title: 'somebody sends you a device code',
      text: 'A code typed here lets another device in as you.',
      ...DEVICE,
    },
    { title: 'the account is a personal one', text: 'Another page, another field.', ...PERSONAL },
    { title: 'there are several codes on a page', text: 'Scan, and choose.', ...SEVERAL },
    { title: 'there is no code at all', text: 'Scan, and see what Kode says.', ...NO_QR },
  ],
  allPages: 'All practice pages',
}

/** @type {WelcomeWords} */
const DANISH = {
  title: 'Prøv Kode fra ende til anden',
  lead: 'Øvesiderne er bygget som dem, Microsoft viser, og ligger på de samme adresser, men kun i denne browser. Intet når frem til Microsoft, og enhver adgangskode dur.',
  who: 'Du øver dig som',
  registered: 'En godkenderapp er registreret',
  notRegistered: 'Ingen godkenderapp er registreret endnu',
  done: 'Gjort',
  steps: [
    {
      title: 'Åbn Kode, og vælg en adgangssætning',
      text: 'Tryk på Kodes ikon på værktøjslinjen (det kan ligge bag puslespilsbrikken) eller på Alt+Shift+K. Adgangssætningen åbner dine koder på denne computer og gemmes ingen steder.',
    },
    {
      title: 'Begynd at registrere',
      text: 'Tryk på “Tilføj logonmetode” og så på “Godkenderapp”. Fortsæt ikke med Microsofts egen app: vælg “Jeg vil bruge en anden godkenderapp”, og så Næste.',
      action: 'Åbn Sikkerhedsoplysninger',
      ...LIST,
    },
    {
      title: 'Scan QR-koden',
      text: 'Når koden er på skærmen, åbner du Kode og trykker på Scan, eller du højreklikker på siden og vælger “Scan QR-kode på siden”. Se på navnet, og tilføj kontoen.',
    },
    {
      title: 'Udfyld den første kode',
      text: 'Gå videre til den side, der beder om en kode. Kode tilbyder en ved feltet: ét klik sætter den ind. Tryk på Næste, så er kontoen registreret.',
    },
    {
      title: 'Log på',
      text: 'Gå videre fra brugernavnet, skriv en hvilken som helst adgangskode, og lad Kode udfylde koden med ét klik. En kode virker én gang, så lige efter registreringen venter Kode måske på den næste.',
      action: 'Åbn logonsiden',
      ...SIGN_IN,
    },
  ],
  othersTitle: 'Se så, hvad der sker, når',
  others: [
    { title: 'QR-koden er til Microsofts egen app', text: 'Der er ingen nøgle i den. Scan den.', ...PUSH_QR },
    {
      title: 'koden kommer i en sms',
      text: 'Feltet er det samme; en kode fra en app ville være forkert.',
      ...CODE,
      more: { view: 'sms' },
    },
    {
      title: 'en kode bliver afvist',
      text: 'Skriv 000000, eller brug den samme kode to gange.',
      ...CODE,
      more: { latency: '1000' },
    },
    {
      title: 'telefonen skal godkende',
      text: 'Vælg en anden måde og så en bekræftelseskode.',
      ...CODE,
      more: { view: 'push' },
    },
    {
      title: 'nogen sender dig en enhedskode',
      text: 'En kode, der skrives her, lukker en anden enhed ind som dig.',
      ...DEVICE,
    },
    { title: 'kontoen er en privat konto', text: 'En anden side, et andet felt.', ...PERSONAL },
    { title: 'der er flere koder på siden', text: 'Scan, og vælg.', ...SEVERAL },
    { title: 'der slet ingen kode er', text: 'Scan, og se, hvad Kode siger.', ...NO_QR },
  ],
  allPages: 'Alle øvesider',
}

/** @param {string} lang */
export const welcomeWords = (lang) => (lang === 'da' ? DANISH : ENGLISH)
