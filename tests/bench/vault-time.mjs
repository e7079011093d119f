// A vault of 10,000 accounts: opening it and saving it, in the real background, against what cannot be avoided.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { Kode, ROOT } from '../harness/kode.mjs'
import { PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'
import { interleave, ratioRow } from './figures.mjs'

/** @typedef {import('playwright-core').Page} Page */

const ACCOUNTS = 10_000
const ROUNDS = 7

export async function benchVault() {
  const record = await recordWith(ACCOUNTS)
  const empty = await recordWith(0)
  const kode = await Kode.launch()
  try {
    const page = await kode.openPage(QUIET_PAGE)
    const opening = await interleave(
      [
        { name: 'large', run: () => timeToOpen(page, record) },
        { name: 'empty', run: () => timeToOpen(page, empty) },
      ],
      ROUNDS,
    )
    await timeToOpen(page, record)
    const { rows } = await say(page, 'codes.list', { first: 0, count: 1 })
    const bytes = Math.floor((record.data.length * 3) / 4)
    const saving = await interleave(
      [
        { name: 'save', run: () => timeToSave(page, rows[0].id) },
        { name: 'encrypt', run: () => page.evaluate(timeToEncrypt, bytes) },
        { name: 'list', run: () => timeToList(page) },
      ],
      ROUNDS,
    )
    // An extension's ten megabytes hold two such vaults, not three.
    await page.evaluate(() => chrome.storage.local.clear())
    const write = []
    for (let round = 0; round < ROUNDS; round++) write.push(await page.evaluate(timeToWrite, bytes))
    const { save = [], encrypt = [], list = [] } = saving
    const { large = [], empty: least = [] } = opening
    return [
      ratioRow('opening 10,000 accounts', large, 'opening none: Argon2id', least, 1.3),
      ratioRow('saving 10,000 accounts', save, 'encrypting the same bytes', encrypt, 3),
      ratioRow('the same', save, 'encrypting, storing and reading them back', write),
      ratioRow('listing twelve codes of 10,000', list, 'saving them', save),
    ]
  } finally {
    await kode.close()
  }
}

/** A vault as it is stored, made by the product's own modules. @param {number} count */
async function recordWith(count) {
  const outDir = await mkdtemp(path.join(tmpdir(), 'kode-vault-'))
  try {
    await build({
      configFile: false,
      root: ROOT,
      publicDir: false,
      logLevel: 'error',
      build: {
        ...{ outDir, emptyOutDir: true, target: 'es2022' },
        lib: {
          ...{ formats: ['es'], fileName: () => 'vault.mjs' },
          entry: path.join(ROOT, 'tests/bench/vault-made.ts'),
        },
      },
    })
    const { makeRecord } = await import(pathToFileURL(path.join(outDir, 'vault.mjs')).href)
    return await makeRecord(PASSPHRASE, count)
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** Milliseconds from saying the passphrase to the reply. @param {Page} page @param {object} record */
async function timeToOpen(page, record) {
  await say(page, 'vault.lock')
  await page.evaluate(() => chrome.storage.local.clear())
  await page.evaluate((stored) => chrome.storage.local.set({ 'vault.a': stored }), record)
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

/** Runs in the page: the least a save that believes nothing can do. @param {number} length */
async function timeToWrite(length) {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) }
  const data = new Uint8Array(length)
  const text = 'A'.repeat((length * 4) / 3)
  const began = performance.now()
  const sealed = await crypto.subtle.encrypt(algorithm, key, data)
  await chrome.storage.local.set({ bench: text })
  await chrome.storage.local.get('bench')
  await crypto.subtle.decrypt(algorithm, key, sealed)
  const took = performance.now() - began
  await chrome.storage.local.remove('bench')
  return took
}
