import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { HOSTS } from '../site/hosts.mjs'
import { drawQr, qrDataUrl } from '../site/qr.mjs'
import { scanByRightClick, setStageOnDisplay, type DisplayStage } from './display-stage'

const uri = (user: string) => `otpauth://totp/GitHub:${user}?secret=gezdgnbvgy3tqojq&issuer=GitHub`
const PAGE = `https://${HOSTS.practice}/qr?payload=placeholder`

/** Under ours in the menu of a picture or a canvas: "Inspect". On a page, "View page source" too. */
const BELOW = { picture: 1, canvas: 1, page: 2 } as const

/** Puts elements where the page's own picture was. */
async function show(page: Page, pictures: readonly { src: string; size: number }[]): Promise<void> {
  await page.evaluate(async (shown) => {
    const place = document.querySelector('.pictures')
    const images = shown.map(({ src, size }) =>
      Object.assign(new Image(size, size), { src, alt: '', className: 'shown' }),
    )
    place?.replaceChildren(...images)
    await Promise.all(images.map((image) => image.decode()))
  }, pictures)
}

async function rightClick(stage: DisplayStage, at: number, below: number): Promise<Page> {
  const box = await stage.page.locator('.shown').nth(at).boundingBox()
  if (!box) throw new Error('it is not shown')
  return scanByRightClick(stage, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, below)
}

const accountOf = (popup: Page, user: string) => popup.getByText(user, { exact: true })

describe('a right-click on a picture', () => {
  test('of several on the page: the one that was clicked comes first', async () => {
    const stage = await setStageOnDisplay(PAGE)
    const users = ['alice', 'bob', 'carol']
    await show(
      stage.page,
      users.map((user) => ({ src: qrDataUrl(uri(user)), size: 220 })),
    )
    const popup = await rightClick(stage, 1, BELOW.picture)
    await popup.getByText(stage.t('codesFound_other', '3')).waitFor()
    const rows = await popup.getByRole('listitem').allInnerTexts()
    expect(rows.map((row) => users.find((user) => row.includes(user)))).toEqual(['bob', 'alice', 'carol'])
  })

  test('whose address holds it is read whole, however small it is shown', async () => {
    const stage = await setStageOnDisplay(PAGE)
    await show(stage.page, [{ src: qrDataUrl(uri('alice')), size: 16 }])
    await accountOf(await rightClick(stage, 0, BELOW.picture), 'alice').waitFor()
  })

  test('so is one that is mostly scrolled out of view', async () => {
    const stage = await setStageOnDisplay(PAGE)
    await show(stage.page, [{ src: qrDataUrl(uri('alice')), size: 400 }])
    await stage.page.evaluate(() => {
      document.body.style.paddingBottom = '200vh'
      const shown = document.querySelector('.shown')
      scrollBy(0, (shown?.getBoundingClientRect().bottom ?? 0) - 60)
    })
    const box = await stage.page.locator('.shown').boundingBox()
    const popup = await scanByRightClick(stage, { x: (box?.x ?? 0) + 200, y: 30 }, BELOW.picture)
    await accountOf(popup, 'alice').waitFor()
  })

  test.each([
    ['a picture with an address on the web', () => undefined, BELOW.picture],
    ['a canvas', toCanvas, BELOW.canvas],
    ['a background', toBackground, BELOW.page],
  ])('%s is read as it is seen', async (_what, change, below) => {
    const stage = await setStageOnDisplay(PAGE)
    const address = `https://${HOSTS.practice}/picture.png`
    await stage.page.route(address, (route) =>
      route.fulfill({ contentType: 'image/png', body: drawQr(uri('alice')) }),
    )
    await show(stage.page, [{ src: address, size: 220 }])
    await stage.page.evaluate(change)
    await accountOf(await rightClick(stage, 0, below), 'alice').waitFor()
  })
})

describe('a picture whose address is very long', () => {
  /** Whatever follows a PNG's end is no part of the picture. */
  const padded = (bytes: number) => {
    const picture = Buffer.concat([drawQr(uri('alice')), Buffer.alloc(bytes)])
    return `data:image/png;base64,${picture.toString('base64')}`
  }

  test('is read whole up to the two million characters that Chromium hands over', async () => {
    const stage = await setStageOnDisplay(PAGE)
    await show(stage.page, [{ src: padded(1_500_000), size: 16 }])
    await accountOf(await rightClick(stage, 0, BELOW.picture), 'alice').waitFor()
  })

  test('is read as it is seen beyond that', async () => {
    const stage = await setStageOnDisplay(PAGE)
    await show(stage.page, [{ src: padded(3_000_000), size: 220 }])
    await accountOf(await rightClick(stage, 0, BELOW.picture), 'alice').waitFor()
  })
})

/** Runs in the page: the picture drawn on a canvas in its place. */
function toCanvas(): void {
  const image = document.querySelector<HTMLImageElement>('.shown')
  if (!image) return
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 220, height: 220, className: 'shown' })
  canvas.getContext('2d')?.drawImage(image, 0, 0, 220, 220)
  image.replaceWith(canvas)
}

/** Runs in the page: the picture as the background of an element in its place. */
function toBackground(): void {
  const image = document.querySelector<HTMLImageElement>('.shown')
  if (!image) return
  const block = document.createElement('div')
  block.className = 'shown'
  Object.assign(block.style, { width: '220px', height: '220px', background: `url(${image.src}) 0 / 220px` })
  image.replaceWith(block)
}
