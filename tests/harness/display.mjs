// A screen nobody sees, and a hand on its mouse and keyboard: what only real input can do.

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'

export const SCREEN = { width: 1280, height: 900 }

/** Starts an X server of its own. Needs Xvfb and xdotool. */
export async function openDisplay() {
  const size = `${SCREEN.width}x${SCREEN.height}x24`
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const failed = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb stopped with ${code}`)
  })
  failed.catch(() => undefined)
  const number = await Promise.race([
    once(/** @type {import('node:stream').Readable} */ (server.stdio[3]), 'data'),
    failed,
  ])
  const DISPLAY = `:${String(number[0]).trim()}`
  return {
    environment: { DISPLAY },
    /** Arguments that put a browser on all of the screen. */
    browserArguments: [
      '--ozone-platform=x11',
      '--window-position=0,0',
      `--window-size=${SCREEN.width},${SCREEN.height}`,
      '--test-type', // no bar that pushes the page down
    ],
    /** @param {readonly (string | number)[]} words of xdotool */
    hand: (...words) =>
      execFileSync('xdotool', words.map(String), { env: { ...process.env, DISPLAY }, encoding: 'utf8' }),
    close: () => server.kill(),
  }
}
