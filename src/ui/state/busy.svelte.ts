/** Milliseconds of work before it is worth a word: a shorter one would only flicker. */
const SLOW = 150

/** Whether one piece of work is going on, and whether it has lasted long enough to say so. */
export class Busy {
  on = $state(false)
  slow = $state(false)

  /** Runs `work` unless some is running; gives its result, or undefined if it was not started. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.on) return undefined
    this.on = true
    const timer = setTimeout(() => (this.slow = true), SLOW)
    try {
      return await work()
    } finally {
      clearTimeout(timer)
      this.on = this.slow = false
    }
  }
}
