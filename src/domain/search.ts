import { besideOf, type Account } from './account'
import { LABEL_LENGTH } from './text'

/** What a person looks through: an account's own words, never its key. */
export type Searched = Pick<Account, 'name' | 'label' | 'beside'>

/** Letters that Unicode takes for letters of their own, as people without them on their keyboard type them. */
const LATIN: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', œ: 'oe', ß: 'ss', ł: 'l', đ: 'd' }

const MARKS = /\p{M}/gu
const LETTERS = new RegExp(`[${Object.keys(LATIN).join('')}]`, 'gu')

/** Nothing in it has more than its case to leave out. */
const PLAIN = /^[\n -~]*$/

/** `text` without what people leave out when they type in a hurry: case, accents, width. */
function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(LETTERS, (letter) => LATIN[letter] ?? letter)
}

/**
 * Tells which accounts `query` means: those in whose name, issuer, organisation, user and tags each of its words
 * stands, in any order. An empty query means all of them. Of the query, `LABEL_LENGTH` characters count.
 */
export function searchFor(query: string): (account: Searched) => boolean {
  const words = fold(query.slice(0, LABEL_LENGTH)).split(/\s+/).filter(Boolean)
  return (account) => words.every((word) => textOf(account).includes(word))
}

/** What is searched, by account: of thousands it is folded once, and not at every letter that is typed. */
const texts = new WeakMap<Searched, string>()

function textOf(account: Searched): string {
  const known = texts.get(account)
  if (known !== undefined) return known
  const { name, label } = account
  const written = [name, label.issuer, label.organisation, label.user, ...besideOf(account).tags]
  const text = fold(written.join('\n'))
  texts.set(account, text)
  return text
}
