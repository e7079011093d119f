// A vault of 10,000 accounts: opening it and saving it, in the real background, against what cannot be avoided.

import { DIST, Kode } from '../harness/kode.mjs'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { interleave, ratioRow } from './figures.mjs'
import { twinOf } from './twins.mjs'
import { recordWith } from './vault-record.mjs'

/** @typedef {import('playwright-core').Page} Page */

const ACCOUNTS = 10_000
const ROUNDS = 7

/** Two Kodes in one browser: one with many accounts, one with none. Each keeps both copies and the mirror, as after any use. */
export async function benchVault() {
  const large = await twinOf(DIST)
  const empty = await twinOf(DIST)
  const kode = await Kode.launch({ dist: large.folder, extensions: [empty.folder] })
  try {
    await (await kode.welcome(empty.id)).close()
    const [many, none] = await Promise.all([large, empty].map(({ id }) => quietPage(kode, id)))
    if (!many || !none) throw new Error('no pages')
    const { record, bytes } = await recordWith(ACCOUNTS)
    const id = await keep(many, record)
    await keep(none, (await recordWith(0)).record)
    const opening = await interleave(
      [
        { name: 'large', run: () => timeToOpen(many) },
        { name: 'empty', run: () => timeToOpen(none) },
      ],
      ROUNDS,
    )
    const saving = await interleave(
      [
        { name: 'save', run: () => timeToSave(many, id) },
        { name: 'encrypt', run: () => many.evaluate(timeToEncrypt, bytes) },
        { name: 'list', run: () => timeToList(many) },
      ],
      ROUNDS,
    )
    const { save = [], encrypt = [], list = [] } = saving
    const { large: full = [], empty: least = [] } = opening
    return [
      ratioRow('opening a vault of 10,000 accounts', full, 'an empty one, which is Argon2id', least, 1.3),
      ratioRow('saving one', save, 'encrypting its contents', encrypt, 3),
      ratioRow('listing twelve codes of 10,000', list, 'saving', save),
      storedRow(JSON.stringify(record).length, bytes),
    ]
  } finally {
    await kode.close()
    await Promise.all([large, empty].map(({ remove }) => remove()))
  }
}

/**
 * The browser keeps 10 MB, and a vault is there twice.
 * @param {number} stored bytes @param {number} contents bytes @returns {import('./figures.mjs').Row}
 */
function storedRow(stored, contents) {
  const [mine, theirs] = [stored, contents].map((bytes) => `${(bytes / 1e6).toFixed(2)} MB`)
  const ratio = Math.round((stored / contents) * 100) / 100
  return {
    what: 'a vault of 10,000 accounts as stored',
    figure: mine ?? '',
    against: `its contents: ${theirs}`,
    ratio,
  }
}

/** @param {Kode} kode @param {string} id */
async function quietPage({ context }, id) {
  const page = await context.newPage()
  await page.goto(`chrome-extension://${id}/${QUIET_PAGE}`)
  return page
}

/**
 * Makes `record` the vault and opens it; two saves put it into both copies. Gives an account's id, if there is one.
 * @param {Page} page @param {object} record @returns {Promise<string>}
 */
async function keep(page, record) {
  await page.evaluate((stored) => chrome.storage.local.set({ 'vault.a': stored }), record)
  await timeToOpen(page)
  for (let save = 0; save < 2; save++) await timed(page, 'accounts.order', { byHand: false }, 'changed')
  return (await say(page, 'codes.list', { first: 0, count: 1 })).rows[0]?.id ?? ''
}

/** Milliseconds from saying the passphrase to the reply. @param {Page} page */
async function timeToOpen(page) {
  await say(page, 'vault.lock')
  return timed(page, 'vault.unlock', { passphrase: PASSPHRASE }, 'unlocked')
}

/** @param {Page} page @param {string} id */
const timeToSave = (page, id) => timed(page, 'accounts.rename', { id, name: `${Math.random()}` }, 'changed')

/** @param {Page} page */
const timeToList = (page) => timed(page, 'codes.list', { first: 5000, count: 12 }, 'open')

/** @param {Page} page @param {string} verb @param {object} request @param {string} expected */
async function timed(page, verb, request, expected) {
  const { status, took } = await page.evaluate(
    async (message) => {
      const began = performance.now()
      const reply = await chrome.runtime.sendMessage(message)
      return { status: reply.status, took: performance.now() - began }
    },
    { verb, request },
  )
  if (status !== expected) throw new Error(`${verb}: ${status}`)
  return took
}

/** Runs in the page. @param {number} length */
async function timeToEncrypt(length) {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const data = new Uint8Array(length)
  const began = performance.now()
  await crypto.subtle.encrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, key, data)
  return performance.now() - began
}
