import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Kode } from '../harness/kode.mjs'
import { asBytes, asText, searchProfile } from '../harness/profile-search.mjs'
import { killRounds, PASSPHRASE, QUIET_PAGE, say } from '../harness/vault.mjs'

const NEXT = 'en helt anden sætning'
const ENTRY = {
  ...{ name: 'Old', issuer: '', user: 'marguerite.quillfeather@contoso.example', type: 'totp' },
  ...{ algorithm: 'SHA1', digits: 6, period: 30, counter: 0, secret: 'KVKFKRCPNZQUJYT2MFRGGZDFMZTWQ2LK' },
}

/** A real browser with a vault that holds one account. */
async function withAccount(profile?: string) {
  const kode = await Kode.launch(profile === undefined ? {} : { profile })
  onTestFinished(() => kode.close())
  const page = await kode.openPage(QUIET_PAGE)
  const created = (await say(page, 'vault.create', { passphrase: PASSPHRASE })) as { recoveryCode: string }
  const { id } = (await say(page, 'accounts.enter', { entry: ENTRY, despiteConflict: false })) as {
    id: string
  }
  return { kode, page, id, recoveryCode: created.recoveryCode }
}

const statusOf = async (page: Page, verb: string, request: object = {}) =>
  ((await say(page, verb, request)) as { status: string }).status

async function namesIn(page: Page): Promise<string[] | string> {
  const listed = (await say(page, 'codes.list', { first: 0, count: 9 })) as {
    status: string
    rows: { name: string }[]
  }
  return listed.status === 'open' ? listed.rows.map(({ name }) => name) : listed.status
}

/** Makes the worker stand still at its `nth` write from now on: just before it, or just after. */
async function holdAtWrite(kode: Kode, nth: number, when: 'before' | 'after'): Promise<void> {
  const worker = await kode.worker()
  await worker.evaluate(
    ([wanted, moment]) => {
      let count = 0
      const never = () => new Promise<never>(() => Reflect.set(globalThis, 'held', true))
      type Write = (...values: unknown[]) => Promise<unknown>
      const hold =
        (write: Write): Write =>
        async (...values) => {
          if (++count !== wanted) return write(...values)
          if (moment === 'after') await write(...values)
          return never()
        }
      const names = globalThis as unknown as Record<
        string,
        { storage: Record<string, Record<string, Write>> }
      >
      // Where the browser has both names, they name the same areas.
      const areas = new Set(
        ['chrome', 'browser'].flatMap((name) => [names[name]?.storage.local, names[name]?.storage.session]),
      )
      for (const area of areas)
        for (const verb of ['set', 'remove']) if (area?.[verb]) area[verb] = hold(area[verb].bind(area))
    },
    [nth, when] as const,
  )
}

/** Says a verb, and stops the worker once it stands still; false if it answered instead. */
async function stopWhile(kode: Kode, page: Page, verb: string, request: object): Promise<boolean> {
  const worker = await kode.worker()
  const asked = { isAnswered: false }
  void say(page, verb, request).then(
    () => (asked.isAnswered = true),
    () => undefined, // stopped before it could answer
  )
  const isHeld = () => worker.evaluate(() => Reflect.get(globalThis, 'held') === true)
  while (!asked.isAnswered && !(await isHeld())) await page.waitForTimeout(20)
  if (asked.isAnswered) return false
  await kode.stopWorker(page)
  return true
}

describe('the worker is stopped at each write', () => {
  test('of a saved change: it is there or it is not, and saving goes on', async () => {
    const { kode, page, id } = await withAccount()
    let stops = 0
    const seen = new Set<string>()
    for (let nth = 1; nth <= 4; nth++) {
      for (const when of ['before', 'after'] as const) {
        await say(page, 'accounts.rename', { id, name: 'Old' })
        await holdAtWrite(kode, nth, when)
        const wasStopped = await stopWhile(kode, page, 'accounts.rename', { id, name: 'New' })
        if (wasStopped) stops++
        const names = await namesIn(page)
        expect([['Old'], ['New']]).toContainEqual(names)
        seen.add(String(names))
        await kode.stopWorker(page)
        expect(await namesIn(page)).toEqual(names)
        expect(await statusOf(page, 'accounts.rename', { id, name: 'After' })).toBe('changed')
        expect(await namesIn(page)).toEqual(['After'])
      }
    }
    // The session that announces it, and the copy.
    expect(stops).toBeGreaterThanOrEqual(4)
    expect([...seen].sort()).toEqual(['New', 'Old'])
  }, 180_000)

  test('of a new passphrase: one of the two opens, and the account is there', async () => {
    const { kode, page } = await withAccount()
    let [present, other] = [PASSPHRASE, NEXT]
    const change = () => ({ current: { kind: 'passphrase', passphrase: present }, next: other })
    let stops = 0
    let changes = 0
    for (let nth = 1; changes === 0 && nth <= 30; nth++) {
      await holdAtWrite(kode, nth, 'after')
      if (await stopWhile(kode, page, 'vault.changePassphrase', change())) stops++
      await say(page, 'vault.lock')
      if ((await statusOf(page, 'vault.unlock', { passphrase: present })) !== 'unlocked') {
        expect(await statusOf(page, 'vault.unlock', { passphrase: other })).toBe('unlocked')
        ;[present, other] = [other, present]
        changes++
      }
      expect(await namesIn(page)).toEqual(['Old'])
    }
    expect(stops).toBeGreaterThanOrEqual(6)
    expect(changes).toBeGreaterThanOrEqual(1)
  }, 300_000)
})

test('the browser is killed in the middle of saving: five rounds, nothing lost', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'kode-kill-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  const { rounds, saves, lost } = await killRounds(5, profile)
  expect({ rounds, lost }).toEqual({ rounds: 5, lost: 0 })
  expect(saves).toBeGreaterThan(10)
}, 300_000)

test('a full disk: the save is refused and said so, what was kept stays, and room brings it back', async () => {
  const { page, id } = await withAccount()
  const fill = (kilobytes: number) =>
    page.evaluate(
      (size) =>
        chrome.storage.local.set({ junk: 'x'.repeat(size * 1024) }).then(
          () => true,
          () => false,
        ),
      kilobytes,
    )
  // To the last kilobyte of the ten megabytes an extension has.
  let [most, tooMuch] = [0, 10_240]
  while (tooMuch - most > 1) {
    const middle = (most + tooMuch) >> 1
    if (await fill(middle)) most = middle
    else tooMuch = middle
  }
  const long = { ...ENTRY, user: 'y'.repeat(200), secret: 'MFRGGZDFMZTWQ2LKKVKFKRCPNZQUJYT2' }
  let status = ''
  for (let at = 0; at < 40 && status !== 'storage-failed'; at++)
    status = await statusOf(page, 'accounts.enter', {
      entry: { ...long, name: `${at}`, digits: 6, period: 30 + at },
      despiteConflict: true,
    })
  expect(status).toBe('storage-failed')
  const names = await namesIn(page)
  expect(names).toContain('Old')
  await say(page, 'vault.lock')
  expect(await statusOf(page, 'vault.unlock', { passphrase: PASSPHRASE })).toBe('unlocked')
  expect(await namesIn(page)).toEqual(names)
  await page.evaluate(() => chrome.storage.local.remove('junk'))
  expect(await statusOf(page, 'accounts.rename', { id, name: 'New' })).toBe('changed')
  expect(await namesIn(page)).toContain('New')
})

describe('session memory', () => {
  test('is empty after a lock, though a PIN was set', async () => {
    const { kode, page } = await withAccount()
    expect(await statusOf(page, 'vault.setPin', { pin: '271828' })).toBe('set')
    expect(Object.keys(await kode.storage(page, 'session')).sort()).toEqual(['pin', 'session'])
    await say(page, 'vault.lock')
    expect(await kode.storage(page, 'session')).toEqual({})
  })

  test('is empty after Kode is reloaded', async () => {
    const { kode, page } = await withAccount()
    const reloaded = kode.context.waitForEvent('serviceworker', { timeout: 20_000 })
    await page.evaluate(() => chrome.runtime.reload()).catch(() => undefined) // the page goes with it
    await reloaded
    const again = await kode.openPage(QUIET_PAGE)
    expect(await kode.storage(again, 'session')).toEqual({})
    expect(await statusOf(again, 'codes.list', { first: 0, count: 1 })).toBe('locked')
  })

  test('of a worker that slept over the deadline gives no code at the first wake', async () => {
    const { kode, page } = await withAccount()
    await kode.stopWorker(page)
    for (const back of [{ openedAt: 13 }, { seenAt: 1 }]) {
      await say(page, 'vault.unlock', { passphrase: PASSPHRASE })
      await kode.stopWorker(page)
      await page.evaluate(async (hours) => {
        const { session } = await chrome.storage.session.get<{ session: Record<string, number> }>('session')
        for (const [time, count] of Object.entries(hours)) session[time]! -= count * 3_600_000
        await chrome.storage.session.set({ session })
      }, back)
      expect(await namesIn(page)).toBe('locked')
      expect(await kode.storage(page, 'session')).toEqual({})
    }
  })
})

test('neither recovery code, nor PIN, nor what either opens is anywhere on the disk', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'kode-ways-'))
  onTestFinished(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  const { kode, page, recoveryCode } = await withAccount(profile)
  const pin = '271828182845904523'
  await say(page, 'vault.setPin', { pin })
  await say(page, 'vault.confirmRecovery', { code: recoveryCode })
  const before = (await kode.storage(page, 'session')) as { session: { key: string } }
  const current = { kind: 'passphrase', passphrase: PASSPHRASE }
  await say(page, 'vault.changePassphrase', { current, next: NEXT })
  const after = (await kode.storage(page, 'session')) as { session: { key: string } }
  expect(after.session.key).not.toBe(before.session.key)
  const needles = {
    ...asText('recovery code', recoveryCode),
    ...asText('recovery code without hyphens', recoveryCode.replaceAll('-', '')),
    ...asText('PIN', pin),
    ...asText('old passphrase', PASSPHRASE),
    ...asText('new passphrase', NEXT),
    ...asBytes('old vault key', Buffer.from(before.session.key, 'base64')),
    ...asBytes('new vault key', Buffer.from(after.session.key, 'base64')),
    ...asText('user', ENTRY.user),
    ...asText('secret', ENTRY.secret),
  }
  expect((await searchProfile(profile, needles)).found).toEqual([])
  await kode.context.close()
  expect((await searchProfile(profile, needles)).found).toEqual([])
  // The control: both stores hold the sealed record.
  const { found } = await searchProfile(profile, asText('record', 'kode-vault'))
  expect(found.length).toBeGreaterThan(1)
})
