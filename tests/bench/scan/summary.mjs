/**
 * @typedef {import('./measure.mjs').Run} Run
 * @typedef {{ codes: number, recall: number, medianMs: number }} Category
 * @typedef {{
 *   images: number, codes: number, recall: number, falseDecodes: number,
 *   medianMs: number, p95Ms: number, maxMs: number, emptyMedianMs: number, emptyMaxMs: number,
 *   perCategory: Record<string, Category>, missed: string[],
 * }} Summary
 */

/**
 * @param {readonly number[]} values
 * @param {number} share 0.5 for the median
 * @returns {number} 0 of nothing
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * Times are of pictures with codes; `empty…` are of those without.
 *
 * @param {readonly Run[]} runs
 * @returns {Summary}
 */
export function summarise(runs) {
  const times = runs.filter((run) => run.codes > 0).map((run) => run.ms)
  const empty = runs.filter((run) => run.codes === 0).map((run) => run.ms)
  const names = [...new Set(runs.map((run) => run.category))]
  return {
    images: runs.length,
    ...count(runs),
    falseDecodes: runs.reduce((sum, run) => sum + run.wrong.length, 0),
    medianMs: round(quantile(times, 0.5)),
    p95Ms: round(quantile(times, 0.95)),
    maxMs: round(quantile(times, 1)),
    emptyMedianMs: round(quantile(empty, 0.5)),
    emptyMaxMs: round(quantile(empty, 1)),
    perCategory: Object.fromEntries(names.map((name) => [name, category(runs, name)])),
    missed: runs.filter((run) => run.exact < run.codes).map((run) => run.file),
  }
}

/**
 * @param {readonly Run[]} runs
 * @param {string} name
 * @returns {Category}
 */
function category(runs, name) {
  const own = runs.filter((run) => run.category === name)
  return {
    ...count(own),
    medianMs: round(
      quantile(
        own.map((run) => run.ms),
        0.5,
      ),
    ),
  }
}

/**
 * @param {readonly Run[]} runs
 * @returns {{ codes: number, recall: number }} recall: share of the codes whose exact text was found, 1 of none
 */
function count(runs) {
  const codes = runs.reduce((sum, run) => sum + run.codes, 0)
  const exact = runs.reduce((sum, run) => sum + run.exact, 0)
  return { codes, recall: codes === 0 ? 1 : Math.round((exact / codes) * 1e4) / 1e4 }
}

/**
 * The median over the pictures of one decoder's time in units of another's.
 *
 * @param {readonly Run[]} runs
 * @param {readonly Run[] | undefined} others in the same order
 * @returns {number | null} null when the other did not run
 */
export function ratio(runs, others) {
  if (!others) return null
  const withCodes = runs.flatMap((run, i) => (run.codes > 0 ? [run.ms / (others[i]?.ms ?? NaN)] : []))
  return Math.round(quantile(withCodes, 0.5) * 100) / 100
}

/**
 * @param {number} ms
 * @returns {number}
 */
export function round(ms) {
  return Math.round(ms * 10) / 10
}
