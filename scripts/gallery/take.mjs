// Plays the scenes of one language and photographs each in every frame and both themes.

import path from 'node:path'
import { AS_IT_IS, FRAMES, setFrame } from './frames.mjs'
import { SCENES } from './scenes.mjs'
import { World } from './world.mjs'

/** @typedef {{ scene: string, on: 'popup' | 'toolbar' | 'tab', language: string, theme: string, frame: string, file: string }} Picture */

/**
 * @param {import('../../tests/site/server.mjs').Site} site
 * @param {string} language
 * @param {string} folder
 * @returns {Promise<Picture[]>}
 */
export async function takePictures(site, language, folder) {
  const world = await World.open(site, language)
  const taken = []
  try {
    for (const scene of SCENES) {
      await scene.reach(world).catch((cause) => {
        throw new Error(`the scene "${scene.name}" is not reached (${language})`, { cause })
      })
      console.log(`${language}: ${scene.name}`)
      const shown = world[scene.on]
      if (!shown) throw new Error(`the scene "${scene.name}" is shown nowhere`)
      taken.push(...(await photograph(shown, scene, language, folder)))
    }
  } finally {
    await world.kode.close()
  }
  return taken
}

/**
 * @param {import('playwright-core').Page} page
 * @param {import('./scenes.mjs').Scene} scene
 * @param {string} language @param {string} folder
 */
async function photograph(page, { name, on }, language, folder) {
  const taken = []
  if (on !== 'toolbar') await page.bringToFront()
  await page.evaluate(() => document.fonts.ready)
  for (const frame of FRAMES[on]) {
    const session = frame === AS_IT_IS ? undefined : await setFrame(page, frame)
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      const file = `${name}-${frame.name}-${language}-${theme}.png`
      // The popup's root keeps its size in a smaller window: what is seen is the window's.
      await page.screenshot({ path: path.join(folder, file), fullPage: on === 'tab' })
      taken.push({ scene: name, on, language, theme, frame: frame.name, file })
    }
    await session?.send('Emulation.clearDeviceMetricsOverride')
    await session?.detach()
  }
  return taken
}
