// The pictures that the stores ask for: Kode at work, 1280 by 800, and a tile of 440 by 280.

import path from 'node:path'
import * as journey from '../../tests/harness/journey.mjs'
import { awaitOffer, readInOffer } from '../../tests/harness/offer.mjs'
import { FEW } from './people.mjs'
import { setFrame } from './frames.mjs'
import { World } from './world.mjs'

const SCREENSHOT = { name: 'store', width: 1280, height: 800, scale: 1 }
// The toolbar's window twice as large as life: its writing is read on a store's page, too.
const POPUP = { name: 'popup', width: 640, height: 400, scale: 2 }
const TILE = { name: 'tile', width: 440, height: 280, scale: 1 }

/** @param {import('../../tests/site/server.mjs').Site} site @param {string} language @param {string} folder */
export async function takeStorePictures(site, language, folder) {
  const world = await World.open(site, language)
  /** @param {import('playwright-core').Page} page @param {string} name @param {typeof TILE} frame */
  const take = async (page, name, frame = SCREENSHOT) => {
    await page.bringToFront()
    const session = await setFrame(page, frame)
    await page.waitForTimeout(300) // animations end
    await page.screenshot({ path: path.join(folder, `${name}-${language}.png`) })
    await session.send('Emulation.clearDeviceMetricsOverride')
  }
  try {
    await journey.choosePassphrase(world.popup, world.t)
    await journey.goToQrCode(world.page, world.person)
    await awaitOffer(world.page)
    await take(world.page, '1-register')
    const toolbar = await world.kode.clickToolbar(world.page)
    await journey.scan(toolbar, world.t)
    await journey.add(toolbar, world.t)
    await toolbar.close()
    await journey.nextStep(world.page)
    await journey.fillFromOffer(world.page, world.t)
    await journey.nextStep(world.page)
    await readInOffer(world.page, world.t('coachConfirmedText'))
    await world.keep(FEW)
    await journey.goToCodePage(world.page, world.person)
    await awaitOffer(world.page)
    await take(world.page, '2-sign-in')
    await take(world.popup, '3-codes', POPUP)
    await world.go('security')
    await take(world.tab, '4-security')
    if (language === 'en') await take(world.popup, 'tile', TILE)
  } finally {
    await world.kode.close()
  }
}
