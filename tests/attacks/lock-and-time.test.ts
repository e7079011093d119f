import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { awaitOffer, pressInOffer, readOffer } from '../harness/offer.mjs'
import { decodeBase32 } from '../site/base32.mjs'
import { codeOfStep, stepAt } from '../site/totp.mjs'
import { addAccount, CODE_PAGE, FIELD, hasCode, SECRET, useArena } from './arena'
import { ourWorld, saying } from './isolated-world'

const here = useArena()

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What the background answers to Microsoft's page when it asks for a code. */
async function askCode(account = here.arena.account): Promise<unknown> {
  const { arena } = here
  if (arena.page.url() !== CODE_PAGE) await arena.page.goto(CODE_PAGE)
  const world = await ourWorld(arena.kode, arena.page)
  return world.evaluate(saying('autofill.code', { id: account }))
}

/** The vault is open at the start of each test, however the one before left it. */
beforeEach(async () => {
  const { kode, t } = here.arena
  const popup = await kode.openPage()
  const locked = popup.getByText(t('unlockTitle'))
  await popup.getByText('alice@contoso.example').or(locked).first().waitFor()
  if (await locked.isVisible()) {
    await journey.unlock(popup, t)
    await popup.getByText('alice@contoso.example').first().waitFor()
  }
  await popup.close()
  await here.arena.forgetGiven()
  await here.arena.page.bringToFront()
})

describe('the clock of the background', () => {
  /** Moves what the worker takes for now. */
  const move = async (milliseconds: number) =>
    (await here.arena.kode.worker()).evaluate((by) => {
      const clock = globalThis as { trueNow?: () => number }
      const trueNow = (clock.trueNow ??= Date.now.bind(Date))
      Date.now = () => trueNow() + by
    }, milliseconds)
  afterEach(() => move(0))

  test('control: some minutes later a code is given', async () => {
    await move(10 * MINUTE)
    expect(await askCode()).toMatchObject({ status: 'code' })
  })

  test.each([
    ['a day ahead', 24 * HOUR],
    ['a day back', -24 * HOUR],
    ['an hour back, before it was unlocked', -HOUR],
  ])('%s: locked, and locked it stays when the clock is right again', async (_, by) => {
    await move(by)
    expect(await askCode()).toEqual({ status: 'locked' })
    await move(0)
    expect(await askCode()).toEqual({ status: 'locked' })
  })
})

describe('the worker asleep', () => {
  /** Puts the worker to sleep, and lets the session be `age` milliseconds old when it wakes. No alarm wakes it. */
  async function sleepUntilAge(age: number): Promise<void> {
    const { kode } = here.arena
    const page = await kode.openPage('icons/kode-16.png')
    await kode.stopWorker(page)
    const other = await kode.openPage('manifest.json')
    await other.evaluate(async (old) => {
      await chrome.alarms.clearAll()
      const { session } = await chrome.storage.session.get('session')
      await chrome.storage.session.set({ session: { ...(session as object), openedAt: Date.now() - old } })
    }, age)
    await Promise.all([page.close(), other.close()])
    await here.arena.page.bringToFront()
  }

  test('control: until shortly before the deadline: the session goes on', async () => {
    await sleepUntilAge(11.9 * HOUR)
    expect(await askCode()).toMatchObject({ status: 'code' })
  })

  test('over the deadline: locked at waking, the key gone from memory, the offer leads to unlocking', async () => {
    const { arena } = here
    await sleepUntilAge(12 * HOUR)
    expect(await askCode()).toEqual({ status: 'locked' })
    const page = await arena.kode.openPage('icons/kode-16.png')
    expect(await arena.kode.storage(page, 'session')).not.toHaveProperty('session')
    await page.close()
    await arena.page.bringToFront()
    await arena.page.goto(CODE_PAGE)
    await expect.poll(() => readOffer(arena.page)).toContain(arena.t('offerLocked'))
  })
})

test('the screen locks while a code is on its way: none comes', async () => {
  const { arena } = here
  await arena.openCodePage()
  expect((await arena.pressWhenSettled()).inPage).toBe(true)
  await arena.page.locator(FIELD).fill('')
  await arena.page.locator(FIELD).click()
  await awaitOffer(arena.page)
  // Within three seconds of the first: it has to wait.
  await pressInOffer(arena.page, arena.t('offerFill'))
  await expect.poll(() => readOffer(arena.page)).toContain(arena.t('offerCancel'))
  await (
    await arena.kode.worker()
  ).evaluate(() => {
    const event = chrome.idle.onStateChanged as unknown as { dispatch(state: string): void }
    event.dispatch('locked')
  })
  await expect.poll(() => readOffer(arena.page)).toContain(arena.t('offerLocked'))
  expect(await hasCode(arena.page)).toBe(false)
  expect(await arena.codesGiven()).toBe(1)
})

test('asked for one second before the step ends: the next step’s code, when that has begun, and once', async () => {
  const { arena } = here
  const PERIOD = 8
  /** Returns in the second that begins `left` seconds before the step ends, and tells the step. */
  async function untilSecondsLeft(left: number): Promise<number> {
    const second = () => Math.floor(Date.now() / 1000) % PERIOD
    while (second() !== PERIOD - left) await new Promise((resolve) => setTimeout(resolve, 20))
    return stepAt(Date.now(), PERIOD)
  }
  const popup = await arena.kode.openPage()
  const account = await addAccount(popup, PERIOD, 'bob@contoso.example')
  await popup.close()
  await arena.page.bringToFront()
  await arena.page.goto(CODE_PAGE)
  const step = await untilSecondsLeft(1)
  const nextAt = (from: number) => ({ status: 'wait', at: (from + 1) * PERIOD * 1000 })
  expect(await askCode(account)).toEqual(nextAt(step))
  await untilSecondsLeft(7)
  const digits = codeOfStep(decodeBase32(SECRET), step + 1)
  expect(await askCode(account)).toMatchObject({ status: 'code', digits })
  await arena.forgetGiven()
  expect(await askCode(account)).toEqual(nextAt(step + 1))
})
