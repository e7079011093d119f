import { describe, expect, test } from 'vitest'
import { plainNameOf } from '../../../src/domain/label'
import { readCsv } from '../../../src/transfer/csv'
import { readFile } from '../../../src/transfer/read'
import { accountsOf, readVector, refusedOf } from './vectors'

const SECRET = 'GEZDGNBVGY3TQOJQ'
const textOf = (file: string) => new TextDecoder().decode(readVector(file))

/** The accounts of a text, each as `type issuer/name digits period|counter`. */
async function shapesOf(text: string): Promise<readonly string[]> {
  return (await read(text)).map(({ draft: { label, otp } }) => {
    const moving = otp.type === 'hotp' ? otp.counter : otp.period
    return `${otp.type} ${label.issuer}/${plainNameOf(label)} ${otp.digits} ${moving}`
  })
}

async function read(text: string) {
  const outcome = await readFile(new TextEncoder().encode(text))
  if (outcome.status !== 'read') throw new Error(JSON.stringify(outcome))
  expect(refusedOf(outcome.rows)).toEqual([])
  return accountsOf(outcome.rows)
}

describe('otpauth text', () => {
  const line = (user: string) => `otpauth://totp/Acme:${user}?secret=${SECRET}&issuer=Acme`

  test('has a byte order mark, ends of line of every kind, blanks and empty lines', async () => {
    const text = `\ufeff\r\n  ${line('a')}\r\n${line('b')}\r${line('c')}\n\n\t${line('d')}\u2028${line('e')}`
    expect((await read(text)).map(({ draft }) => draft.label.user)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('holds all that Kode computes', async () => {
    const text = [
      `OTPAUTH://HOTP/Acme:bob?secret=${SECRET}&counter=9&digits=8`,
      `otpauth://steam/Steam:bob?secret=${SECRET}`,
      `steam://${SECRET}`,
      `otpauth://totp/Contoso+University%3Abob%40x?secret=${SECRET}&issuer=Microsoft`,
    ].join('\n')
    expect(await shapesOf(text)).toEqual([
      'hotp Acme/bob 8 9',
      'steam Steam/bob 5 30',
      'steam Steam/ 5 30',
      'totp Microsoft/Contoso University:bob@x 6 30',
    ])
  })
})

describe('Ente', () => {
  const line = (user: string, display: object, more = '') =>
    `otpauth://totp/${user}?secret=${SECRET}${more}&codeDisplay=${encodeURIComponent(JSON.stringify(display))}`

  test('has commas between accounts as well, an order of its own, and old names of algorithms', async () => {
    const text = [
      line('c', { position: 3 }, '&algorithm=Algorithm.sha256'),
      line('a', { position: 1, note: 'x, y' }),
      line('d', {}),
      line('b', { position: 2, tags: ['t'] }),
    ].join(',')
    const accounts = await read(text)
    expect(accounts.map(({ draft }) => draft.label.user)).toEqual(['a', 'b', 'c', 'd'])
    expect(accounts[0]?.note).toBe('x, y')
    expect(accounts[2]?.draft.otp.algorithm).toBe('SHA256')
  })

  test('may have the display first', async () => {
    expect(await shapesOf(`otpauth://totp/a?codeDisplay=%7B%7D&secret=${SECRET}&period=60`)).toEqual([
      'totp /a 6 60',
    ])
    expect(await shapesOf(`otpauth://totp/a?secret=${SECRET}&codeDisplay=%7B%7D&period=60#x`)).toEqual([
      'totp /a 6 60',
    ])
  })
})

describe('the Authenticator extension', () => {
  const file = (...entries: readonly object[]) =>
    JSON.stringify(
      Object.fromEntries(entries.map((entry, at) => [`hash ${at}`, { hash: `hash ${at}`, ...entry }])),
    )

  test('has kinds of its own, with and without saying so', async () => {
    const text = file(
      { secret: SECRET, type: 'steam', issuer: 'Steam', account: 'a' },
      { secret: `stm-${SECRET}`, type: 'totp', issuer: 'Steam', account: 'b' },
      { secret: SECRET, type: 'battle', issuer: 'Battle', account: 'c' },
      { secret: `bliz-${SECRET}`, issuer: 'Battle', account: 'd' },
      { secret: '31323334353637383930', type: 'hex', issuer: 'Hex', account: 'e' },
      { secret: '31323334353637383930', type: 'hhex', counter: 4, issuer: 'Hex', account: 'f' },
      {
        secret: SECRET,
        type: 'totp',
        issuer: 'GitHub::github.com',
        account: 'g',
        pinned: true,
        dataType: 'OTPStorage',
      },
    )
    expect(await shapesOf(text)).toEqual([
      'steam Steam/a 5 30',
      'steam Steam/b 5 30',
      'totp Battle/c 8 30',
      'totp Battle/d 8 30',
      'totp Hex/e 6 30',
      'hotp Hex/f 6 4',
      'totp GitHub/g 6 30',
    ])
    expect((await read(text)).every(({ draft }) => draft.otp.secret === SECRET)).toBe(true)
  })

  test('shows them by their index', async () => {
    const text = file({ secret: SECRET, account: 'b', index: 2 }, { secret: SECRET, account: 'a', index: 1 })
    expect(await shapesOf(text)).toEqual(['totp /a 6 30', 'totp /b 6 30'])
  })
})

describe('password managers', () => {
  test('CSV with quotes, commas, line ends inside, columns in another order', async () => {
    const text =
      '\ufefflogin_totp,name,login_username,notes,favorite,folder\r\n' +
      `${SECRET},"Acme, ""Inc""",bob,"two\r\nlines",1,Work\r\n` +
      '\r\n' +
      `,Other,eve,,,\r\n`
    const accounts = await read(text)
    expect(accounts).toHaveLength(1)
    expect(accounts[0]).toMatchObject({
      draft: { label: { issuer: 'Acme, "Inc"', user: 'bob' } },
      note: 'two\nlines',
      pinned: true,
      tags: ['Work'],
    })
  })

  test.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\n,b',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"a""b",c', [['a"b', 'c']]],
    ['"a\r\nb"\r\nc', [['a\r\nb'], ['c']]],
    ['"never closed,\nb', [['never closed,\nb']]],
    ['"a"b,c', [['ab', 'c']]],
    ['\n\r\n\n', []],
    ['', []],
  ])('CSV %j', (text, records) => {
    expect([...readCsv(text)]).toEqual(records)
  })

  test('Bitwarden: nothing but logins with codes, and no passwords', async () => {
    const text = textOf('bitwarden-plain.json').replace(
      '"folderId": null',
      '"folderId": "0ad40a13-7bc6-4003-8278-e1206cecbb6f"',
    )
    const accounts = await read(text)
    expect(accounts[0]?.tags).toEqual(['Uni'])
    expect(JSON.stringify(accounts)).not.toContain('not-used')
  })

  test('Proton Pass: a login’s code and its fields’', async () => {
    const item = (totpUri: string, extraFields: readonly object[] = []) => ({
      data: {
        type: 'login',
        metadata: { name: 'Acme', note: 'n' },
        content: { itemUsername: 'bob', totpUri },
        extraFields,
      },
    })
    const field = { fieldName: 'x', type: 'totp', data: { totpUri: `steam://${SECRET}` } }
    const items = [item(''), item(SECRET, [field, { fieldName: 'y', type: 'text', data: { content: 'z' } }])]
    const text = JSON.stringify({ vaults: { id: { name: 'Personal', items } } })
    expect(await shapesOf(text)).toEqual(['totp Acme/bob 6 30', 'steam Acme/bob 5 30'])
    expect((await read(text))[0]).toMatchObject({ tags: ['Personal'], note: 'n' })
  })

  test('CXF: several codes in an item, collections, a note, the title and the subtitle where nothing else is said', async () => {
    const totp = { type: 'totp', secret: SECRET, period: 30, digits: 6, algorithm: 'sha1' }
    const item = {
      id: 'aXRlbQ',
      title: 'Acme',
      subtitle: 'bob',
      credentials: [
        { type: 'passkey' },
        totp,
        { ...totp, username: 'eve', issuer: 'Other' },
        { type: 'note', content: { value: 'n' } },
      ],
    }
    const account = {
      id: 'YQ',
      username: '',
      email: '',
      items: [item],
      collections: [{ id: 'Yw', title: 'Work', items: [{ item: 'aXRlbQ' }] }],
    }
    const text = JSON.stringify({ version: { major: 1, minor: 0 }, accounts: [account] })
    expect(await shapesOf(text)).toEqual(['totp Acme/bob 6 30', 'totp Other/eve 6 30'])
    expect((await read(text))[0]).toMatchObject({ tags: ['Work'], note: 'n', name: '' })
  })
})

describe('phones’ files', () => {
  test('Aegis before version 3 names its one group', async () => {
    const old = textOf('aegis-plain.json').replace('"note": "note 0",', '"note": "", "group": "Old",')
    expect((await read(old))[0]?.tags).toEqual(['Old', 'University'])
  })

  test('2FAS’s order, Steam, and the names it falls back on', async () => {
    const services = [
      { name: 'Second', secret: SECRET, otp: { label: 'bob' }, order: { position: 2 } },
      {
        name: 'First',
        secret: SECRET,
        otp: { account: 'eve', issuer: 'Steam', tokenType: 'STEAM' },
        order: { position: 1 },
      },
    ]
    const text = JSON.stringify({ services, groups: [], schemaVersion: 2 })
    expect(await shapesOf(text)).toEqual(['steam Steam/eve 5 30', 'totp Second/bob 6 30'])
    expect((await read(text)).map(({ name }) => name)).toEqual(['First', ''])
  })

  test('FreeOTP+’s order and what the person wrote over a name', async () => {
    const token = { secret: [1, 2, 3], type: 'TOTP', algo: 'SHA1', digits: 6, period: 30 }
    const tokens = [
      { ...token, issuerExt: 'B', label: 'b', issuerAlt: 'Bee' },
      { ...token, issuerExt: 'A', label: 'a' },
    ]
    expect(await shapesOf(JSON.stringify({ tokens, tokenOrder: ['A:a', 'B:b'] }))).toEqual([
      'totp A/a 6 30',
      'totp Bee/b 6 30',
    ])
  })

  test('Stratum’s categories, ranking and Steam', async () => {
    const text = JSON.stringify({
      Authenticators: [
        { Type: 4, Issuer: 'Steam', Username: 'b', Secret: SECRET, Ranking: 1 },
        { Type: 2, Issuer: 'Acme', Username: 'a', Secret: 'GEZDGNBV', Ranking: 0 },
      ],
      Categories: [{ Id: 'x', Name: 'Games' }],
      AuthenticatorCategories: [{ CategoryId: 'x', AuthenticatorSecret: SECRET }],
    })
    expect(await shapesOf(text)).toEqual(['totp Acme/a 6 30', 'steam Steam/b 5 30'])
    expect((await read(text))[1]?.tags).toEqual(['Games'])
  })
})
