// What Chromium's fake camera shows: still pictures, as a video that it repeats.

import { PNG } from 'pngjs'

const WIDTH = 640
const HEIGHT = 480
/** Frames that each picture stays, of ten a second. */
const HELD = 4
/** Of colour, in YUV: none. */
const NEUTRAL = 128
const WHITE = 235

/** The browser's arguments for a camera that shows this file. @param {string} file */
export const cameraArguments = (file) => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
  '--use-fake-ui-for-media-stream',
]

/** A Y4M video of grey PNGs in the middle of a white wall, one after the other. @param {readonly Buffer[]} pngs */
export function videoOf(...pngs) {
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, NEUTRAL)
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`
  const frames = pngs.flatMap((png) =>
    Array(HELD)
      .fill([Buffer.from('FRAME\n'), lumaOf(png), colour])
      .flat(),
  )
  return Buffer.concat([Buffer.from(head), ...frames])
}

/** @param {Buffer} png */
function lumaOf(png) {
  const picture = PNG.sync.read(png)
  const left = (WIDTH - picture.width) >> 1
  const top = (HEIGHT - picture.height) >> 1
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const grey = picture.data[(y * picture.width + x) * 4] ?? 0
      luma[(top + y) * WIDTH + left + x] = 16 + Math.round((grey * (WHITE - 16)) / 255)
    }
  }
  return luma
}
