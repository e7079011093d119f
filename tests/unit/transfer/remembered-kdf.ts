/** Questions asked of a key derivation and the real answers, as derivations are slow and tests ask again and again. */
const answers = new Map<string, unknown>()
let learning = true

/** From now on what was not asked before is answered at once, with a key that fits nothing. */
export function stopLearning(): void {
  learning = false
}

/** `derive`, which answers a question it knows from memory. */
export function remembering<Question extends readonly unknown[], Answer>(
  derive: (...question: Question) => Promise<Answer>,
  useless: (...question: Question) => Awaited<Answer>,
): (...question: Question) => Promise<Answer> {
  return async (...question) => {
    const key = keyOf(question)
    if (answers.has(key)) return answers.get(key) as Answer
    if (!learning) return useless(...question)
    const answer = await derive(...question)
    answers.set(key, answer)
    return answer
  }
}

/** The same for a derivation that keeps its caller waiting. */
export function rememberingAtOnce<Question extends readonly unknown[], Answer>(
  derive: (...question: Question) => Answer,
  useless: (...question: Question) => Answer,
): (...question: Question) => Answer {
  return (...question) => {
    const key = keyOf(question)
    if (answers.has(key)) return answers.get(key) as Answer
    if (!learning) return useless(...question)
    const answer = derive(...question)
    answers.set(key, answer)
    return answer
  }
}

const keyOf = (question: readonly unknown[]): string =>
  JSON.stringify(question, (_, value: unknown) => (value instanceof Uint8Array ? [...value] : value))
