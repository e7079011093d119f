import { err, ok, type Result } from '../domain/result'

/** The deepest export known has seven levels, and the fullest about ten objects an account. */
export const JSON_BOUNDS = { depth: 32, containers: 250_000 } as const

export interface Json {
  readonly value: unknown
  /** How many values hung on a forbidden key and were left out. */
  readonly forbidden: number
}

/** Keys that mean something else to JavaScript than to a file. */
const FORBIDDEN: readonly string[] = ['__proto__', 'constructor', 'prototype']

/** One of them may be there, perhaps written with escapes. Reviving is slow, so it is done only then. */
const PERHAPS_FORBIDDEN = /__proto__|constructor|prototype|\\u00[567]/i

export type JsonProblem = 'broken-json' | 'too-deep' | 'too-many-accounts'

/** Parses JSON whose brackets were counted first. What hangs on a forbidden key never reaches an object. */
export function parseJson(text: string): Result<Json, JsonProblem> {
  const problem = countBrackets(text)
  if (problem) return err(problem)
  let forbidden = 0
  const withoutForbidden = (key: string, value: unknown) => {
    if (!FORBIDDEN.includes(key)) return value
    forbidden += 1
    return undefined
  }
  try {
    const reviver = PERHAPS_FORBIDDEN.test(text) ? withoutForbidden : undefined
    const value: unknown = JSON.parse(text, reviver)
    return ok({ value, forbidden })
  } catch (cause) {
    if (cause instanceof SyntaxError) return err('broken-json')
    throw cause
  }
}

/** Counts brackets outside strings, character by character: a hostile file may take no longer than another. */
function countBrackets(text: string): 'too-deep' | 'too-many-accounts' | undefined {
  let depth = 0
  let containers = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (inString && character === '\\') at += 1
    else if (character === '"') inString = !inString
    else if (!inString && (character === '{' || character === '[')) {
      depth += 1
      containers += 1
      if (depth > JSON_BOUNDS.depth) return 'too-deep'
      if (containers > JSON_BOUNDS.containers) return 'too-many-accounts'
    } else if (!inString && (character === '}' || character === ']')) depth -= 1
  }
  return undefined
}
