import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { confirmAccount } from '../../../src/background/accounts'
import { Finds } from '../../../src/background/finds'
import { GivenCodes } from '../../../src/background/given-codes'
import { Registration } from '../../../src/background/registration'
import type { Pixels } from '../../../src/domain/pixels'
import type { Sender } from '../../../src/platform/transport'
import type { FindId } from '../../../src/protocol/messages'
import { PUSH_PAYLOADS } from '../../site/pages/registration-qr.mjs'
import { byPassphrase, storageWithVault, wakeIn, type Storage } from './house'
import { encode, pictureOf } from '../scan/draw'

// Deriving a key is slow on purpose.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
vi.mock('webextension-polyfill', () => ({
  default: { runtime: { id: 'kode', getURL: () => 'ext://kode/' } },
}))
/** What the picture's bytes are decoded to: decoding is the browser's, and is seen in the end-to-end tests. */
const picture = { pixels: undefined as Pixels | undefined }
vi.mock('../../../src/platform/picture', () => ({
  readPixels: () =>
    Promise.resolve(
      picture.pixels ? { ok: true, value: picture.pixels } : { ok: false, error: 'not-a-picture' },
    ),
}))

const NOW = 1_000_000
const PNG = 'data:image/png;base64,AAAA'
const OTPAUTH =
  'otpauth://totp/Contoso+University%3Aalice%40contoso.example?secret=gezdgnbvgy3tqojq&issuer=Microsoft'
const page: Sender = {
  id: 'kode',
  origin: 'https://mysignins.microsoft.com',
  url: 'https://mysignins.microsoft.com/register',
  frameId: 0,
  tab: { id: 7, url: 'https://mysignins.microsoft.com/register' },
} as Sender

let fresh: Storage
beforeAll(async () => {
  fresh = (await storageWithVault()).storage
})

function setUp() {
  const storage = fresh.copy()
  const clock = { now: NOW }
  const { keeper, doors, accepted } = wakeIn(storage, clock)
  const finds = new Finds(
    storage.session,
    () => clock.now,
    () => undefined,
  )
  const registration = new Registration({
    keeper,
    finds,
    accepted,
    session: storage.session,
    now: () => clock.now,
  })
  return { clock, storage, keeper, doors, finds, registration, given: new GivenCodes(storage.session) }
}
const shows = (text: string) => (picture.pixels = pictureOf(encode(text), 6))
beforeEach(() => (picture.pixels = undefined))

async function addAlice({ registration }: ReturnType<typeof setUp>) {
  shows(OTPAUTH)
  const read = await registration.read(page, PNG)
  if (read.status !== 'account') throw new Error(read.status)
  return registration.add(page, { find: read.find, despiteConflict: false })
}

describe('reading', () => {
  test('an account: whose it is, what it will be called, and no secret', async () => {
    shows(OTPAUTH)
    const read = await setUp().registration.read(page, PNG)
    expect(read).toEqual({
      status: 'account',
      find: expect.any(String) as string,
      name: 'Microsoft 365 (Contoso University)',
      organisation: 'Contoso University',
      user: 'alice@contoso.example',
      conflict: '',
    })
  })

  test.each(Object.entries(PUSH_PAYLOADS))('Microsoft’s own code, form %s', async (_form, payload) => {
    const { finds, registration } = setUp()
    shows(payload)
    expect(await registration.read(page, PNG)).toEqual({ status: 'push' })
    expect(await finds.exist()).toBe(false)
  })

  test.each(['https://evil.test/', 'otpauth://totp/x?secret=', 'WIFI:S:net;;'])(
    '%s is another code',
    async (text) => {
      shows(text)
      expect(await setUp().registration.read(page, PNG)).toEqual({ status: 'other' })
    },
  )

  test.each([PNG, 'data:text/html;base64,AAAA', 'https://evil.test/qr.png', ''])(
    '“%s” that holds no picture of a code is nothing',
    async (url) => {
      expect(await setUp().registration.read(page, url)).toEqual({ status: 'nothing' })
    },
  )

  test('while the vault is locked nothing is told of it, and the find waits for the popup', async () => {
    const { finds, keeper, registration } = setUp()
    await keeper.lock()
    shows(OTPAUTH)
    expect(await registration.read(page, PNG)).toEqual({ status: 'locked' })
    expect(await finds.exist()).toBe(true)
  })
})

describe('adding', () => {
  test('is one account, not confirmed yet, and the find is forgotten', async () => {
    const house = setUp()
    expect(await addAlice(house)).toMatchObject({
      status: 'added',
      name: 'Microsoft 365 (Contoso University)',
    })
    const read = await house.keeper.read()
    expect(read.ok && read.value.accounts).toMatchObject([{ confirmed: false, offeredAt: 'microsoft' }])
    expect(await house.finds.exist()).toBe(false)
  })

  test('the same again is present; the same label with another key is a conflict', async () => {
    const house = setUp()
    await addAlice(house)
    expect(await house.registration.read(page, PNG)).toMatchObject({ status: 'present' })
    shows(OTPAUTH.replace('gezdgnbvgy3tqojq', 'nbswy3dpeb3w64tm'))
    const read = await house.registration.read(page, PNG)
    expect(read).toMatchObject({ status: 'account', conflict: 'Microsoft 365 (Contoso University)' })
    const find = read.status === 'account' ? read.find : ('' as FindId)
    expect(await house.registration.add(page, { find, despiteConflict: false })).toMatchObject({
      status: 'conflict',
    })
    expect(await house.registration.add(page, { find, despiteConflict: true })).toMatchObject({
      status: 'added',
    })
  })

  test('a find that is gone adds nothing', async () => {
    const { registration } = setUp()
    const find = 'A'.repeat(22) as FindId
    expect(await registration.add(page, { find, despiteConflict: true })).toEqual({ status: 'gone' })
  })
})

describe('naming', () => {
  async function added() {
    const house = setUp()
    const told = await addAlice(house)
    if (told.status !== 'added') throw new Error(told.status)
    const names = async () => {
      const read = await house.keeper.read()
      return read.ok ? read.value.accounts.map(({ name }) => name) : []
    }
    return { ...house, id: told.id, names }
  }

  test('the account is called what the person says, cleaned and cut; nothing is the suggestion', async () => {
    const { registration, id, names } = await added()
    expect(await registration.rename(page, { id, name: ' <b>Work\u202e</b> ' })).toEqual({
      status: 'added',
      id,
      name: '<b>Work</b>',
    })
    await registration.rename(page, { id, name: 'x'.repeat(300) })
    expect(await names()).toEqual(['x'.repeat(256)])
    await registration.rename(page, { id, name: ' ' })
    expect(await names()).toEqual(['Microsoft 365 (Contoso University)'])
  })

  test('only on the registration page, and only what was just kept there', async () => {
    const { registration, keeper, clock, id, names } = await added()
    const entra = 'https://login.microsoftonline.com'
    const elsewhere = { ...page, origin: entra, url: entra, tab: { id: 7, url: entra } } as Sender
    expect(await registration.rename(elsewhere, { id, name: 'Mine' })).toEqual({ status: 'refused' })
    clock.now += 10 * 60_000
    expect(await registration.rename(page, { id, name: 'Mine' })).toEqual({ status: 'gone' })
    clock.now = NOW
    await confirmAccount(keeper, id)
    expect(await registration.rename(page, { id, name: 'Mine' })).toEqual({ status: 'gone' })
    expect(await names()).toEqual(['Microsoft 365 (Contoso University)'])
    await keeper.lock()
    expect(await registration.rename(page, { id, name: 'Mine' })).toEqual({ status: 'locked' })
  })

  test('two accounts may have one name', async () => {
    const { registration, id, names } = await added()
    shows(OTPAUTH.replaceAll('alice', 'bob').replace('gezdgnbvgy3tqojq', 'nbswy3dpeb3w64tm'))
    const read = await registration.read(page, PNG)
    if (read.status !== 'account') throw new Error(read.status)
    await registration.add(page, { find: read.find, despiteConflict: false })
    await registration.rename(page, { id, name: 'Work' })
    expect(await names()).toEqual(['Work', 'Microsoft 365 (Contoso University)'])
  })
})

test.each([
  ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['turned text', '\u202eContoso\u2066', 'Contoso'],
  ['300 letters', 'x'.repeat(300), 'x'.repeat(256)],
])('a tenant’s name with %s is only text, and of a bounded length', async (_what, tenant, shown) => {
  const label = encodeURIComponent(`${tenant}:alice@contoso.example`)
  shows(`otpauth://totp/${label}?secret=gezdgnbvgy3tqojq&issuer=Microsoft`)
  expect(await setUp().registration.read(page, PNG)).toMatchObject({ organisation: shown })
})

describe('confirming', () => {
  async function givenTo(tab: number, refused = false) {
    const house = setUp()
    await addAlice(house)
    const read = await house.keeper.read()
    const account = read.ok ? read.value.accounts[0] : undefined
    if (!account) throw new Error('no account')
    await house.given.add({ tab, at: NOW, account: account.id, until: NOW + 20_000, refused }, [])
    return house
  }
  const isConfirmed = async ({ keeper }: ReturnType<typeof setUp>) => {
    const read = await keeper.read()
    return read.ok && read.value.accounts.map(({ confirmed }) => confirmed)
  }

  test('the account whose code the tab was given', async () => {
    const house = await givenTo(7)
    const confirmed = { status: 'confirmed', name: 'Microsoft 365 (Contoso University)' }
    expect(await house.registration.confirm(page)).toEqual(confirmed)
    expect(await isConfirmed(house)).toEqual([true])
    expect(await house.registration.confirm(page)).toEqual(confirmed)
  })

  test('not by another tab, nor after a refusal', async () => {
    for (const house of [await givenTo(8), await givenTo(7, true)]) {
      expect(await house.registration.confirm(page)).toEqual({ status: 'none' })
      expect(await isConfirmed(house)).toEqual([false])
    }
  })

  test('at the next unlock, if it was locked, and only then', async () => {
    const house = await givenTo(7)
    await house.keeper.lock()
    for (let i = 0; i < 2; i++) expect(await house.registration.confirm(page)).toEqual({ status: 'noted' })
    expect(await house.doors.unlock(byPassphrase('forkert sætning'))).toEqual({ status: 'cannot-open' })
    expect(await house.doors.unlock(byPassphrase())).toEqual({ status: 'unlocked' })
    expect(await isConfirmed(house)).toEqual([true])
    expect(house.storage.session.texts.has('accepted')).toBe(false)
  })

  test('not at the next unlock, if the page refused the code', async () => {
    const house = await givenTo(7, true)
    await house.keeper.lock()
    expect(await house.registration.confirm(page)).toEqual({ status: 'none' })
    await house.doors.unlock(byPassphrase())
    expect(await isConfirmed(house)).toEqual([false])
  })
})

describe('by the browser’s word alone', () => {
  const sign = 'https://login.microsoftonline.com/common/login'
  test.each([
    ['a sign-in page', { origin: 'https://login.microsoftonline.com', url: sign, tab: { id: 7, url: sign } }],
    ['a frame', { frameId: 3 }],
    ['a tab elsewhere', { tab: { id: 7, url: 'https://evil.test/' } }],
    ['a look-alike', { origin: 'https://mysignins.microsoft.com.evil.test' }],
  ])('%s is refused everything', async (_who, change) => {
    const sender = { ...page, ...change } as Sender
    const { registration } = setUp()
    shows(OTPAUTH)
    const refused = { status: 'refused' }
    expect(await registration.read(sender, PNG)).toEqual(refused)
    expect(await registration.add(sender, { find: 'x' as FindId, despiteConflict: true })).toEqual(refused)
    expect(await registration.confirm(sender)).toEqual(refused)
  })
})
