// Renders the icon's drawings to the PNGs the manifest names: node scripts/icons.mjs [path of Chromium]
// Run it when a drawing changes and commit what it writes; it is no part of the build.
import { readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'

/** The small drawing is fitted to the pixel grid, where the large one would blur. */
const PICTURES = [
  { size: 16, drawing: 'kode-16.svg' },
  { size: 32, drawing: 'kode-16.svg' },
  { size: 48, drawing: 'kode.svg' },
  { size: 128, drawing: 'kode.svg' },
]
const icons = new URL('../icons/', import.meta.url)

/** @param {import('playwright-core').Page} page @param {{ size: number, drawing: string }} picture */
async function render(page, { size, drawing }) {
  const svg = await readFile(new URL(drawing, icons), 'utf8')
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
  )
  const png = await page.screenshot({ omitBackground: true })
  await writeFile(new URL(`kode-${size}.png`, icons), png)
}

const browser = await chromium.launch({
  executablePath: process.argv[2] ?? '/usr/bin/chromium',
  // Drawing our own file needs no sandbox, and there is none for root in a container.
  chromiumSandbox: false,
})
try {
  const page = await browser.newPage()
  for (const picture of PICTURES) await render(page, picture)
} finally {
  await browser.close()
}
