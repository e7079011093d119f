import { parse, type AST } from 'svelte/compiler'
import ts from 'typescript'
import type { Source } from './architecture'
import { messagesIn } from './locales'

/** What a person reads or hears of an element. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'placeholder',
  'title',
])
/** The same, and what our components and plain DOM call it. */
const SAID = new Set([...READ, 'ariaLabel', 'innerText', 'label', 'problem', 'text', 'textContent', 'what'])
const isSaid = (name: string): boolean => SAID.has(name)

/** Names are the same in every language. */
const NAMES = new Set([
  ...['Kode', 'Esc', 'Microsoft 365 (', 'Københavns Universitet'],
  ...[
    'Bitwarden (CSV)',
    'Ente Auth',
    'Google Authenticator',
    'Proton Authenticator',
    'Proton Pass',
    'Raivo OTP',
  ],
])

const keys = messagesIn('en')

/** Whether `text` is words: two letters in a row, in any script, and no name, key or selector. */
const isWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && !NAMES.has(text.trim()) && !Object.hasOwn(keys, text) && !text.startsWith('[')

/** Texts in a component or a script that a person would read, and that stand in no locale, as sentences. */
export function looseTexts({ path, text }: Source): string[] {
  const loose = path.endsWith('.svelte') ? inComponent(text) : inScript(text)
  return loose.map((words) => `${path}: “${words.trim()}” is in no locale`)
}

function inComponent(source: string): string[] {
  const { fragment, instance, module } = parse(source, { modern: true })
  const scripts = [instance, module].flatMap((script) => (script ? [sourceOf(source, script.content)] : []))
  return [...inMarkup(fragment, source), ...scripts.flatMap(inScript)]
}

const sourceOf = (source: string, node: object): string => {
  const { start, end } = node as { start: number; end: number }
  return source.slice(start, end)
}

/** Text between tags, in what is read of an element, and in expressions. */
function inMarkup(node: unknown, source: string): string[] {
  if (Array.isArray(node)) return node.flatMap((part: unknown) => inMarkup(part, source))
  if (!isNode(node)) return []
  if (node.type === 'Text') return isWords(node.data) ? [node.data] : []
  if (node.type === 'Attribute') return inAttribute(node, source)
  if (node.type === 'ExpressionTag') return inExpression(sourceOf(source, node.expression))
  if (node.type === 'StyleDirective') return []
  return Object.values(node).flatMap((part: unknown) => inMarkup(part, source))
}

type Node = AST.Text | AST.Attribute | AST.ExpressionTag | AST.StyleDirective | AST.Component
const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'type' in node

function inAttribute({ name, value }: AST.Attribute, source: string): string[] {
  return value === true || !isSaid(name) ? [] : inMarkup(value, source)
}

/** The text that an expression of the markup comes to: what its strings say, where they are no keys or names of things. */
function inExpression(code: string): string[] {
  return strings(ts.createSourceFile('markup.ts', `(${code})`, ts.ScriptTarget.Latest, true)).filter(
    isSentence,
  )
}

/** What is given to `textContent` and its like, and strings that are sentences wherever they stand. */
function inScript(code: string): string[] {
  const file = ts.createSourceFile('script.ts', code, ts.ScriptTarget.Latest, true)
  return [...new Set([...given(file), ...strings(file).filter(isSentence)])]
}

/** A capital and at least two words, or an end like a sentence's: nothing else in our code looks so. */
const isSentence = (text: string): boolean =>
  isWords(text) && /^\p{Lu}\p{Ll}*(?: \S+)+$|\p{L}{2} \S*\p{L}{2}[.?…]$/u.test(text.trim())

function given(node: ts.Node): string[] {
  const found = isGiven(node) && ts.isStringLiteralLike(node) && isWords(node.text) ? [node.text] : []
  return [...found, ...childrenOf(node).flatMap(given)]
}

function isGiven(node: ts.Node): boolean {
  const { parent } = node as { parent?: ts.Node }
  if (parent === undefined) return false
  if (ts.isPropertyAssignment(parent))
    return parent.initializer === node && READ.has(parent.name.getText().replace(/'/g, ''))
  return (
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(parent.left) &&
    isSaid(parent.left.name.text)
  )
}

/** Every string of the code but those of errors, which are for whoever reads a stack. */
function strings(node: ts.Node): string[] {
  if (ts.isNewExpression(node) && /(?:Error|Failure)$/.test(node.expression.getText())) return []
  if (ts.isStringLiteralLike(node)) return [node.text]
  const templated = ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    : []
  return [...templated, ...childrenOf(node).flatMap(strings)]
}

const childrenOf = (node: ts.Node): ts.Node[] => {
  const children: ts.Node[] = []
  node.forEachChild((child) => void children.push(child))
  return children
}
