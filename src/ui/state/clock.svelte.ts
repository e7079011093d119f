import { createSubscriber } from 'svelte/reactivity'

/** The time, to the second, for whoever reads it. Nothing ticks while nobody does. */
export class Clock {
  readonly #read: () => number
  readonly #subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      // On the second, so that every count in the window steps together with the codes' own time steps.
      timer = setTimeout(
        () => {
          update()
          tick()
        },
        1000 - (this.#read() % 1000),
      )
    }
    tick()
    return () => clearTimeout(timer)
  })

  /** `read` gives Unix milliseconds, as `Date.now` does. */
  constructor(read: () => number) {
    this.#read = read
  }

  /** Unix milliseconds. */
  get now(): number {
    this.#subscribe()
    return this.#read()
  }
}
