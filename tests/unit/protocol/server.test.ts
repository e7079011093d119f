import { describe, expect, test, vi } from 'vitest'
import { CALLER, type Caller, type Verb } from '../../../src/protocol/messages'
import { serve, type Routes } from '../../../src/protocol/server'

const id = 'AAAAAAAAAAAAAAAAAAAAAA'

/** So many texts of so many characters. */
const textsOf = (count: number, length = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, 'x'.repeat(length)]))

function setup(caller: Caller | 'nobody') {
  const verbs = Object.keys(CALLER) as Verb[]
  const routes = Object.fromEntries(verbs.map((verb) => [verb, vi.fn(() => Promise.resolve('done'))]))
  const answer = serve(routes as unknown as Routes<string>, () => caller)
  const wasCalled = () => verbs.filter((verb) => routes[verb]!.mock.calls.length > 0)
  return { answer: (message: unknown) => answer(message, 'sender'), routes, wasCalled }
}

test('a verb said by who may say it reaches its handler with the decoded request', async () => {
  const { answer, routes } = setup('page')
  await expect(answer({ verb: 'accounts.rename', request: { id, name: 'Work' } })).resolves.toBe('done')
  expect(routes['accounts.rename']).toHaveBeenCalledWith({ id, name: 'Work' }, 'sender')
})

test('a language is chosen with all its texts', async () => {
  const { answer, routes } = setup('page')
  const request = { chosen: { language: 'da', texts: textsOf(2000, 1000) } }
  await expect(answer({ verb: 'language.choose', request })).resolves.toBe('done')
  expect(routes['language.choose']).toHaveBeenCalledWith(request, 'sender')
})

describe('nobody answers', () => {
  const page = (verb: unknown, request: unknown = {}) => ({ verb, request })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'vault.lock'],
    ['an unknown verb', page('vault.open')],
    ['an inherited name', page('constructor')],
    ['__proto__', page('__proto__')],
    ['a verb that is no text', page(['vault.lock'])],
    ['an extra field beside the request', { ...page('vault.lock'), from: 'page' }],
    ['an extra key in the request', page('vault.lock', { now: true })],
    ['a missing key', page('accounts.rename', { id })],
    ['a wrong type', page('accounts.rename', { id, name: 7 })],
    ['an id that is none', page('accounts.remove', { id: '../..' })],
    ['a passphrase of 10 MB', page('vault.unlock', { passphrase: 'x'.repeat(10_000_000) })],
    ['more rows than a window has', page('codes.list', { first: 0, count: 101 })],
    ['a negative row', page('codes.list', { first: -1, count: 1 })],
    ['NaN', page('codes.list', { first: Number.NaN, count: 1 })],
    ['a language that is no folder', page('language.choose', { chosen: { language: '../en', texts: {} } })],
    [
      'more texts than there are',
      page('language.choose', { chosen: { language: 'da', texts: textsOf(2001) } }),
    ],
    [
      'a text of 10 MB',
      page('language.choose', { chosen: { language: 'da', texts: textsOf(1, 10_000_000) } }),
    ],
    ['texts in a list', page('language.choose', { chosen: { language: 'da', texts: ['a'] } })],
    ['a key that is none', page('language.choose', { chosen: { language: 'da', texts: { 'a b': 'c' } } })],
    ['an own __proto__ key', JSON.parse('{"verb":"vault.lock","request":{},"__proto__":1}')],
  ])('%s', (_what, message) => {
    const { answer, wasCalled } = setup('page')
    expect(answer(message)).toBeUndefined()
    expect(wasCalled()).toEqual([])
  })

  test.each(Object.entries(CALLER))('%s, said by anyone but a %s', (verb, rightful) => {
    for (const caller of ['page', 'content', 'nobody'] as const) {
      if (caller === rightful) continue
      const { answer, wasCalled } = setup(caller)
      for (const request of [{}, { id }, { user: '' }, { passphrase: 'x' }]) void answer({ verb, request })
      expect(wasCalled()).toEqual([])
    }
  })
})

test('a content script may say only what concerns the page it is in', () => {
  const verbs = Object.entries(CALLER).filter(([, caller]) => caller === 'content')
  expect(verbs.map(([verb]) => verb.split('.')[0])).toEqual(
    verbs.map(() => expect.stringMatching(/^(?:signIn|autofill|registration)$/) as string),
  )
})
