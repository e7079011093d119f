// The list of sign-in methods: opens and closes the chooser.
import { onClick, part } from './page.js'

const chooser = /** @type {HTMLDialogElement} */ (part(document, 'dialog'))

onClick('[data-automationid=splitbuttonprimary]', () => chooser.showModal())
onClick('[data-act=close]', () => chooser.close())
onClick('[data-testid="authmethod-picker-authenticatorApp"]', (tile) => {
  location.assign(tile.dataset['href'] ?? '')
})
