import type * as HashWasm from 'hash-wasm'

type Argon2 = (typeof HashWasm)['argon2id']

/** The real Argon2id, which is asked once for each question: a test asks the same ones again and again. */
export function remember(hashWasm: typeof HashWasm): typeof HashWasm {
  const answers = new Map<string, Promise<unknown>>()
  const argon2id = (options: Parameters<Argon2>[0]) => {
    const question = JSON.stringify(options, (_, value: unknown) =>
      value instanceof Uint8Array ? [...value] : value,
    )
    const answer = answers.get(question) ?? hashWasm.argon2id(options)
    answers.set(question, answer)
    return answer
  }
  return { ...hashWasm, argon2id: argon2id as Argon2 }
}
