// The vault's own verbs, said by one of Kode's pages, and what may happen to the browser meanwhile.

import { execFileSync } from 'node:child_process'
import { Kode } from './kode.mjs'

/** @typedef {import('playwright-core').Page} Page */

export const PASSPHRASE = 'fire grønne æbler på bordet'

/** A page of Kode's that shows nothing and asks nothing by itself. */
export const QUIET_PAGE = 'icons/kode-16.png'

/**
 * Says a verb to the background.
 * @param {Page} page @param {string} verb @param {object} [request] @returns {Promise<any>}
 */
export const say = (page, verb, request = {}) =>
  page.evaluate((message) => chrome.runtime.sendMessage(message), { verb, request })

/** Ends the browser that runs on this profile as a power cut would. @param {string} profile */
export function killBrowser(profile) {
  const processes = execFileSync('pgrep', ['-f', `user-data-dir=${profile}`], { encoding: 'utf8' })
  for (const id of processes.trim().split('\n')) {
    try {
      process.kill(Number(id), 'SIGKILL')
    } catch (cause) {
      // One that ended by itself meanwhile, as its parent did.
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause
    }
  }
}

const COUNTER = {
  entry: {
    ...{ name: 'Counter', issuer: '', user: '', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', type: 'hotp' },
    ...{ algorithm: 'SHA1', digits: 6, period: 30, counter: 0 },
  },
  despiteConflict: false,
}

/**
 * Takes code after code of a counter account, each of which is a save, and kills the browser in the middle;
 * round after round on one profile. A code that was given and is given again is a save that was lost.
 * @param {number} rounds
 * @param {string} profile a folder
 * @param {(line: string) => void} [tell]
 * @returns {Promise<{ rounds: number, saves: number, lost: number }>}
 */
export async function killRounds(rounds, profile, tell = () => undefined) {
  await prepare(profile)
  let [saves, lost, known] = [0, 0, 0]
  for (let round = 1; round <= rounds; round++) {
    const kode = await Kode.launch({ profile })
    const page = await kode.openPage(QUIET_PAGE)
    const row = await openCounter(page)
    // What the last round was told of must be there; one save more may be, whose answer the kill cut off.
    const stored = row?.code.counter ?? -1
    if (stored < known || stored > known + 1) lost++
    let given = 0
    await page.exposeFunction('given', () => void given++)
    void page.evaluate(takeCodes, row?.id).catch(() => undefined) // ends with the browser
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 900))
    killBrowser(profile)
    await kode.context.close().catch(() => undefined)
    known = stored + given
    saves += given
    tell(`round ${round}: ${given} saves, then killed; lost so far: ${lost}`)
  }
  const kode = await Kode.launch({ profile })
  const row = await openCounter(await kode.openPage(QUIET_PAGE))
  await kode.context.close()
  const stored = row?.code.counter ?? -1
  if (stored < known || stored > known + 1) lost++
  return { rounds, saves, lost }
}

/** @param {string} profile */
async function prepare(profile) {
  const kode = await Kode.launch({ profile })
  const page = await kode.openPage(QUIET_PAGE)
  const created = await say(page, 'vault.create', { passphrase: PASSPHRASE })
  const entered = await say(page, 'accounts.enter', COUNTER)
  await kode.context.close()
  if (created.status !== 'created' || entered.status !== 'added') throw new Error('no vault was made')
}

/** The counter's row after unlocking. @param {Page} page */
async function openCounter(page) {
  const unlocked = await say(page, 'vault.unlock', { passphrase: PASSPHRASE })
  if (unlocked.status !== 'unlocked') return undefined
  return (await say(page, 'codes.list', { first: 0, count: 1 })).rows[0]
}

/** Runs in the page until the browser is no more. @param {string | undefined} id */
async function takeCodes(id) {
  for (;;) {
    const reply = await chrome.runtime.sendMessage({ verb: 'codes.next', request: { id } })
    if (reply.status !== 'code') throw new Error(reply.status)
    await Reflect.get(globalThis, 'given')()
  }
}
