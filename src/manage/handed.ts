import { LONGEST_PAYLOAD } from '../domain/pixels'
import { t } from '../platform/i18n'

/** A picture with the name a person knows it by. */
export interface NamedPicture {
  readonly name: string
  readonly picture: Blob
}

/** What a person gave this page by dropping or pasting: pictures, else the text of an account. */
export type Handed =
  | { readonly kind: 'pictures'; readonly pictures: readonly NamedPicture[] }
  | { readonly kind: 'account'; readonly text: string }
  /** Something, but no account by itself: a file's text, or nothing. */
  | { readonly kind: 'other'; readonly text: string }

/** An account as text: what a QR code would hold. */
const ACCOUNT = /^\s*otpauth(?:-migration)?:/i

/** Tells what was handed over. Pictures come first: a copied one often brings its address along as text. */
export function handedOf(pictures: readonly NamedPicture[], text: string): Handed {
  if (pictures.length > 0) return { kind: 'pictures', pictures }
  const isAccount = text.length <= LONGEST_PAYLOAD && ACCOUNT.test(text)
  return isAccount ? { kind: 'account', text: text.trim() } : { kind: 'other', text }
}

export function namedFiles(files: Iterable<File>): NamedPicture[] {
  return Array.from(files, (file) => ({ name: file.name, picture: file }))
}

/** The names that browsers give pasted pictures are their own, not the person's. */
export function namedPasted(pictures: Iterable<Blob>): NamedPicture[] {
  return Array.from(pictures, (picture) => ({ name: t('pastedName'), picture }))
}
