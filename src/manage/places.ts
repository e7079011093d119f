import type { Component } from 'svelte'
import type { MessageKey } from '../platform/i18n'
import type { Manage } from './manage.svelte'
import type { Route } from './route'
import About from './views/About.svelte'
import Accounts from './views/Accounts.svelte'
import Backup from './views/Backup.svelte'
import Camera from './views/Camera.svelte'
import Help from './views/Help.svelte'
import Language from './views/Language.svelte'
import Move from './views/Move.svelte'
import Pictures from './views/Pictures.svelte'
import Region from './views/Region.svelte'
import Security from './views/Security.svelte'
import SignIn from './views/SignIn.svelte'
import Welcome from './views/Welcome.svelte'

/** What the page shows at one address. */
export interface Place {
  readonly title: MessageKey
  readonly view: Component<{ manage: Manage }>
  /** The section it belongs to; absent for a section itself. */
  readonly within?: Route
  /** Uses all the width there is, for a picture. */
  readonly wide?: boolean
}

/** Everything the page has, in the order of its navigation: a new section is a line here and its name in `route.ts`. */
export const PLACES = {
  accounts: { title: 'accountsTitle', view: Accounts },
  scan: { title: 'addTitle', view: Pictures },
  region: { title: 'regionTitle', view: Region, within: 'scan', wide: true },
  camera: { title: 'cameraTitle', view: Camera, within: 'scan' },
  security: { title: 'securityTitle', view: Security },
  backup: { title: 'backupTitle', view: Backup },
  move: { title: 'moveTitle', view: Move },
  'sign-in': { title: 'signInTitle', view: SignIn },
  language: { title: 'languageTitle', view: Language },
  help: { title: 'helpTitle', view: Help },
  welcome: { title: 'welcomeTitle', view: Welcome, within: 'help' },
  about: { title: 'aboutTitle', view: About },
} as const satisfies Record<Route, Place>

/** The places that the navigation leads to. */
export const SECTIONS = Object.entries<Place>(PLACES).flatMap(([hash, { title, within }]) =>
  within === undefined ? [{ hash, title }] : [],
)

export const placeAt = (route: Route): Place => PLACES[route]
