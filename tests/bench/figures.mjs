// Medians and ratios. Times are only ever compared within one run: the machines are noisy.

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/**
 * Runs each subject once a round, beginning with another one each time, so that none profits from its place.
 * @param {readonly { name: string, run: () => Promise<number> }[]} subjects each gives milliseconds
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>} the figures by subject
 */
export async function interleave(subjects, rounds) {
  /** @type {Record<string, number[]>} */
  const figures = Object.fromEntries(subjects.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < subjects.length; at++) {
      const subject = subjects[(round + at) % subjects.length]
      if (subject) figures[subject.name]?.push(await subject.run())
    }
  }
  return figures
}

/**
 * One line of the table.
 * @typedef {{ what: string, figure: string, against?: string, ratio?: number, goal?: string }} Row
 */

/** What a figure should be at most, and whether it is. @param {number} most @param {number} value @param {string} [unit] */
export const goalOf = (most, value, unit = '') => `≤ ${most}${unit}${value > most ? ', not met' : ''}`

/** @param {string} what @param {readonly number[]} mine @param {string} against @param {readonly number[]} theirs @param {number} [goal] @returns {Row} */
export function ratioRow(what, mine, against, theirs, goal) {
  const ratio = median(mine) / median(theirs)
  return {
    what,
    figure: `${median(mine).toFixed(1)} ms`,
    against: `${against}: ${median(theirs).toFixed(1)} ms`,
    ratio: Math.round(ratio * 100) / 100,
    ...(goal === undefined ? {} : { goal: goalOf(goal, ratio) }),
  }
}
