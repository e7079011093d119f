import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { ROOT } from '../harness/kode.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { ALICE, scanAt, setStageWithVault } from './stage'

const FOLDER = path.join(ROOT, 'out', 'looks')

const uri = (label: string, issuer: string, secret: string) =>
  `otpauth://totp/${encodeURIComponent(label)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
const LONG = 'Institut for Naturfagenes Didaktik og Videnskabshistorie'
const SEVERAL = [
  uri('Københavns Universitet:abc123@ku.dk', 'Microsoft', 'gezdgnbvgy3tqojq'),
  uri(`${LONG}:marguerite.quillfeather-von-hohenstein@alumni.ku.dk`, 'Microsoft', 'mfrggzdfmztwq2lk'),
  uri('GitHub:alice', 'GitHub', 'kvkfkrcpnzqujyt2'),
  'https://example.org/menu',
]

function pageWith(payloads: readonly string[], size: number): string {
  const query = new URLSearchParams(payloads.map((payload) => ['payload', payload]))
  return `https://${HOSTS.practice}/qr?${query.toString()}&size=${size}`
}

/**
 * CSS pixels. A browser makes a popup at most 600 pixels high: zoomed to 200 %, that leaves 300 of them. Chromium
 * does not zoom popups, so the window is made that small.
 */
const HEIGHTS = { usual: 560, zoomed: 300 } as const

/** Photographs a view at each height in both themes, and holds it to its window. */
async function photograph(popup: Page, name: string): Promise<void> {
  for (const [size, height] of Object.entries(HEIGHTS)) {
    await popup.evaluate((pixels) => (document.documentElement.style.blockSize = `${pixels}px`), height)
    await expect.poll(() => popup.evaluate(() => innerHeight)).toBe(height)
    for (const colorScheme of ['light', 'dark'] as const) {
      await popup.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await popup.screenshot({ path: path.join(FOLDER, `${name}-${size}-${colorScheme}.png`) })
    }
    expect(await outOfReach(popup), `${name}, ${size}`).toEqual([])
  }
  await popup.evaluate(() => (document.documentElement.style.blockSize = ''))
  await popup.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  await popup.screenshot({ path: path.join(FOLDER, `${name}-forced.png`) })
  await popup.emulateMedia({ colorScheme: null, forcedColors: null })
}

/** What lies outside the window to the left or right, where nobody can scroll. */
const outOfReach = (popup: Page): Promise<string[]> =>
  popup.evaluate(() =>
    [...document.querySelectorAll('#app *:not(.visually-hidden)')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (left < -0.5 || right > innerWidth + 0.5)
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  )

test.each(['en', 'da'] as const)('what a scan came to fits its window (%s)', async (language) => {
  await mkdir(FOLDER, { recursive: true })
  const stage = await setStageWithVault({ language })
  const { kode, page, t } = stage
  const look = (popup: Page, name: string) => photograph(popup, `${language}-${name}`)

  const answer = async (popup: Page) => {
    await popup.getByRole('button', { name: t('close') }).click()
    await popup.close()
  }

  const several = await scanAt(stage, pageWith(SEVERAL, 150))
  await several.getByText(t('codesFound_other', '4')).waitFor()
  await look(several, 'several')
  await several.getByRole('listitem').nth(1).getByRole('button').first().click()
  await look(several, 'several-open')
  await several.getByRole('button', { name: t('addAction'), exact: true }).click()
  await several.getByText(t('addAll', '2')).waitFor()
  await look(several, 'several-added')
  await answer(several)

  const one = await scanAt(stage, pageWith([SEVERAL[0]!], 220))
  await one.getByRole('button', { name: t('addAction'), exact: true }).waitFor()
  await look(one, 'one')
  await answer(one)

  const conflict = await scanAt(
    stage,
    pageWith([SEVERAL[1]!.replace('mfrggzdfmztwq2lk', 'gezdgnbvgy3tqojq')], 220),
  )
  await conflict.getByRole('button', { name: t('addAnyway') }).waitFor()
  await look(conflict, 'conflict')
  await answer(conflict)

  const push = await scanAt(stage, journey.registerUrl(ALICE, '&step=push&push=work'))
  await push.getByText(t('findMicrosoft')).waitFor()
  await look(push, 'push')
  await answer(push)

  const nothing = await scanAt(stage, `https://${HOSTS.practice}/signed-in`)
  await nothing.getByText(t('scanNothing')).waitFor()
  await look(nothing, 'nothing')
  await nothing.getByRole('button', { name: t('close') }).click()
  await nothing.getByRole('button', { name: t('moreLabel') }).click()
  await look(nothing, 'more')
  await nothing.close()
  await page.close()
  await kode.close()
})
