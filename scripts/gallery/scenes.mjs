// What the gallery shows, in the order in which one browser gets there. A new view is a line here; `shows` names
// the view files, and a section of the page in a tab is `section('its hash', 'its view')`. A test holds that no
// view is forgotten.

import * as journey from '../../tests/harness/journey.mjs'
import { say } from '../../tests/harness/vault.mjs'
import { standIn } from '../../tests/site/pages.mjs'
import { drawQr } from '../../tests/site/qr.mjs'
import { FEW, LONG, SEVERAL } from './people.mjs'

/** @typedef {import('./world.mjs').World} World */
/** @typedef {{ name: string, on: 'popup' | 'toolbar' | 'tab', shows: readonly string[], route?: string, reach: (world: World) => Promise<unknown> }} Scene */

/** @param {string} name @param {string} view @param {Scene['reach']} reach @returns {Scene} */
const popup = (name, view, reach) => ({ name, on: 'popup', shows: [view], reach })

/** @param {string} name @param {string} view @param {Scene['reach']} reach @returns {Scene} */
const tab = (name, view, reach) => ({ name, on: 'tab', shows: [view], reach })

/** A section as it is when a person comes to it. @param {string} route @param {string} view @returns {Scene} */
const section = (route, view) => ({ ...tab(route, `manage/${view}`, (world) => world.go(route)), route })

/** @type {readonly Scene[]} */
export const SCENES = [
  {
    ...tab('first-page', 'ui/FirstUse', (world) => world.go('welcome')),
    route: 'welcome',
  },
  popup('first-use', 'ui/FirstUse', ({ popup, t }) => popup.getByText(t('firstUseTitle')).waitFor()),
  popup('recovery-code', 'ui/RecoveryCode', async (world) => {
    world.recovery = await journey.makeVault(world.popup, world.t)
  }),
  popup('recovery-code-typed-back', 'ui/RecoveryCode', (world) => world.press(world.popup, 'recoveryDone')),
  popup('empty', 'popup/Codes', async ({ popup, t, recovery }) => {
    await popup.getByLabel(t('recoveryLabel'), { exact: true }).fill(recovery)
    await popup.getByRole('button', { name: t('recoveryConfirm'), exact: true }).click()
    await popup.getByText(t('emptyTitle')).waitFor()
  }),
  section('accounts', 'Accounts'),
  { ...section('welcome', 'Welcome'), name: 'getting-started' },
  popup('enter-key', 'popup/EnterKey', (world) => world.choose('enterAction')),
  popup('enter-key-refused', 'popup/EnterKey', async ({ popup, t }) => {
    await popup.getByLabel(t('fieldKey'), { exact: true }).fill('0189!')
    await popup.getByText(t('enterAdvanced')).click()
    await popup.getByRole('button', { name: t('addAction'), exact: true }).click()
    await popup.locator('[aria-invalid]').waitFor()
  }),
  popup('menu', 'popup/Codes', async (world) => {
    await world.press(world.popup, 'close')
    await world.press(world.popup, 'moreLabel')
  }),
  popup('help', 'ui/Help', async (world) => {
    await world.popup.keyboard.press('Escape') // a menu that another frame has not closed
    await world.choose('helpTitle')
  }),
  popup('found', 'popup/ScanResult', async (world) => {
    await journey.goToQrCode(world.page, world.person)
    const toolbar = await world.kode.clickToolbar(world.page)
    await journey.scan(toolbar, world.t)
    await toolbar.getByRole('button', { name: world.t('addAction'), exact: true }).waitFor()
    await toolbar.close()
    await world.popup.reload()
    await world.popup.getByRole('button', { name: world.t('addAction'), exact: true }).waitFor()
  }),
  popup('one-account', 'popup/Codes', (world) => journey.add(world.popup, world.t)),
  popup('few-accounts', 'popup/Codes', (world) => world.keep(FEW)),
  popup('many-accounts', 'popup/Codes', (world) => world.keep(SEVERAL)),
  popup('copied', 'popup/Codes', async ({ popup, t }) => {
    await popup.context().grantPermissions(['clipboard-write'])
    await popup.locator('.copy').first().click()
    await popup.getByText(t('copied'), { exact: true }).first().waitFor()
  }),
  popup('row-menu', 'popup/Codes', (world) => world.openRowMenu(world.popup, 'GitHub')),
  popup('deleted', 'popup/Codes', async ({ popup, t }) => {
    await popup.getByRole('menuitem', { name: t('menuDelete'), exact: true }).click()
    await popup.locator('.toast').hover() // pointed at, it stays
  }),
  popup('long-names', 'popup/Codes', async (world) => {
    await world.press(world.popup, 'undo')
    await world.keep(LONG)
    await world.arrange(LONG, { pinned: true, tags: ['Work', 'University'] })
  }),
  popup('codes-on-press', 'popup/Codes', (world) => world.set({ codes: 'on-press' })),
  popup('side-panel', 'popup/Codes', async (world) => {
    await world.set({ codes: 'shown' })
    await world.popup.goto(`${world.popup.url()}?in=panel`)
    await world.popup.getByRole('listitem').first().waitFor()
  }),
  {
    ...tab('page-asks', 'popup/Codes', async (world) => {
      await world.popup.goto(world.popup.url().replace('?in=panel', ''))
      await world.page.goto(standIn('entra-otp').url)
      world.toolbar = await world.kode.clickToolbar(world.page)
      await world.toolbar.getByText(world.t('pageAsks')).waitFor()
    }),
    on: 'toolbar',
  },
  popup('nothing-found', 'popup/Codes', ({ popup }) => popup.getByRole('searchbox').fill('qqqq')),
  { ...section('accounts', 'Accounts'), name: 'accounts-many' },
  tab('accounts-of-a-tag', 'manage/Accounts', ({ tab, t }) =>
    tab.getByLabel(t('fieldTag'), { exact: true }).selectOption('University'),
  ),
  tab('account-edited', 'manage/Accounts', async (world) => {
    await world.tab.getByLabel(world.t('fieldTag'), { exact: true }).selectOption('')
    await world.edit('Nextcloud')
  }),
  tab('account-edited-long', 'manage/Accounts', async (world) => {
    await world.press(world.tab, 'editBack')
    await world.edit(LONG[0]?.name ?? '')
    await world.tab.getByLabel(world.t('fieldPeriod')).fill('0')
    await world.tab.locator('[aria-invalid]').waitFor()
  }),
  section('scan', 'Pictures'),
  tab('one-picture', 'manage/Results', ({ tab }) =>
    tab.locator('input[type=file]').setInputFiles(picture('One')),
  ),
  tab('several-pictures', 'manage/Results', async (world) => {
    await world.press(world.tab, 'close')
    await world.tab.locator('input[type=file]').setInputFiles([picture('Two'), picture('Three'), NOTES])
    await world.tab.getByText('notes.png').first().waitFor()
  }),
  {
    ...section('region', 'Region'),
    reach: async (world) => {
      await world.press(world.tab, 'close') // else the results stay in front of every place
      await world.go('region')
    },
  },
  section('camera', 'Camera'),
  section('security', 'Security'),
  section('backup', 'Backup'),
  section('move', 'Move'),
  tab('move-sending', 'manage/Move', async (world) => {
    await world.press(world.tab, 'moveShow')
    await world.tab.getByLabel(world.t('backupOwn'), { exact: true }).fill(journey.PASSPHRASE)
    await world.press(world.tab, 'moveShow')
    await world.tab.getByText(world.t('moveFramesWhat')).waitFor()
  }),
  section('sign-in', 'SignIn'),
  section('language', 'Language'),
  { ...section('help', 'Help'), name: 'help-page' },
  section('about', 'About'),
  popup('locked-after-a-code', 'ui/Unlock', async (world) => {
    await world.lockAfterCodes(true)
    await say(world.popup, 'vault.setPin', { pin: PIN })
    await world.popup.reload()
    await world.popup.locator('.copy').first().click()
    await world.popup.getByText(world.t('copiedAndLocked')).first().waitFor()
  }),
  popup('locked', 'ui/Unlock', async (world) => {
    await say(world.popup, 'vault.unlockWithPin', { pin: PIN })
    await world.lockAfterCodes(false)
    await world.popup.reload()
    await world.press(world.popup, 'lockAction')
    await world.popup.getByText(world.t('unlockTitle')).waitFor()
  }),
  popup('too-new', 'ui/Trouble', async (world) => {
    await world.writeVersion(99)
    await world.popup.getByText(world.t('tooNewTitle')).waitFor()
  }),
  popup('other-ways-in', 'ui/Unlock', async (world) => {
    await world.writeVersion(3)
    await world.popup.getByText(world.t('otherWaysIn')).click()
  }),
  popup('copies', 'ui/Copies', async (world) => {
    await world.press(world.popup, 'copiesAction')
    await world.press(world.popup, 'chooseRecovery')
    await world.popup.getByLabel(world.t('recoveryLabel')).fill(world.recovery)
    await world.press(world.popup, 'copiesLook')
    await world.popup.getByRole('radio').first().waitFor()
  }),
  popup('new-passphrase', 'ui/NewPassphrase', async (world) => {
    await world.press(world.popup, 'back')
    await world.popup.getByText(world.t('otherWaysIn')).click()
    await world.press(world.popup, 'chooseRecovery')
    await world.popup.getByLabel(world.t('recoveryLabel')).fill(world.recovery)
    await world.press(world.popup, 'unlockAction')
    await world.popup.getByText(world.t('newPassphraseTitle')).waitFor()
  }),
  popup('start-over', 'ui/StartOver', async (world) => {
    await world.press(world.popup, 'newPassphraseLater')
    await world.press(world.popup, 'lockAction')
    await world.popup.getByText(world.t('otherWaysIn')).click()
    await world.press(world.popup, 'startOverLink')
  }),
  popup('started-over', 'ui/StartedOver', async (world) => {
    await world.popup.getByLabel(world.t('startOverUnderstood')).check()
    await world.press(world.popup, 'startOverAction')
    await world.popup.getByText(world.t('startedOverTitle')).waitFor()
  }),
  popup('damaged', 'ui/Trouble', async ({ popup, t }) => {
    await popup.evaluate(() => chrome.storage.local.set({ 'vault.a': 'rubbish', 'vault.b': { header: 7 } }))
    await popup.reload()
    await popup.getByText(t('damagedTitle')).waitFor()
  }),
  // Nothing a person does leads here, so an error is thrown in the page as a mistake in it would be.
  popup('failure', 'ui/Failure', async ({ popup, t }) => {
    await popup.evaluate(() => void setTimeout(() => Promise.reject(new Error('for the gallery'))))
    await popup.getByText(t('failureTitle')).waitFor()
  }),
]

const PIN = '271828'

/** @param {string} name */
function picture(name) {
  const buffer = drawQr(`otpauth://totp/${name}?secret=gezdgnbvgy3tqojq`)
  return { name: `${name}.png`, mimeType: 'image/png', buffer }
}

const NOTES = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') }
