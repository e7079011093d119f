/**
 * Says what Kode reads in a file of another authenticator, with the code of every account.
 *
 *   npm run inspect -- FILE [--password-file P] [--at SECONDS] [--secrets]
 *
 * Prints JSON: `{format, accounts: [{issuer, name, type, algorithm, digits, period, counter, code}], refused: [{row,
 * reason}]}`, with the secrets only for --secrets. Exit 0: read. 2: wrong password, or none given. 3: no format that
 * Kode knows. 4: damaged, or out of bounds.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

const ROOT = resolve(import.meta.dirname, '..')
const USAGE = 'usage: npm run inspect -- FILE [--password-file P] [--at SECONDS] [--secrets]'

/** @typedef {import('../src/transfer/outcome').Imported} Imported */
/** @typedef {import('../src/transfer/read').Outcome} Outcome */

/**
 * What of Kode's own code is needed: Node 20 runs no TypeScript, so it is bundled first.
 *
 * @typedef {{
 *   readFile: typeof import('../src/transfer/read').readFile,
 *   codeAt: typeof import('../src/domain/otp').codeAt,
 *   codeOfCounter: typeof import('../src/domain/otp').codeOfCounter,
 *   plainNameOf: typeof import('../src/domain/label').plainNameOf,
 * }} Kode
 */

/** @returns {Promise<Kode>} */
export async function bundleKode() {
  const outDir = mkdtempSync(join(tmpdir(), 'kode-inspect-'))
  const entry = {
    read: join(ROOT, 'src/transfer/read.ts'),
    otp: join(ROOT, 'src/domain/otp.ts'),
    label: join(ROOT, 'src/domain/label.ts'),
  }
  try {
    await build({
      configFile: false,
      root: ROOT,
      publicDir: false,
      logLevel: 'error',
      build: { outDir, emptyOutDir: true, target: 'es2022', minify: false, lib: { entry, formats: ['es'] } },
    })
    const modules = Object.keys(entry).map((name) => import(pathToFileURL(join(outDir, `${name}.js`)).href))
    return Object.assign({}, ...(await Promise.all(modules)))
  } finally {
    rmSync(outDir, { recursive: true })
  }
}

/**
 * @param {Kode} kode
 * @param {Uint8Array} bytes
 * @param {{ password?: string, at: number, secrets?: boolean }} options `at` in Unix seconds
 * @returns {Promise<{ exit: number, report: object }>}
 */
export async function inspect(kode, bytes, { password = '', at, secrets = false }) {
  const outcome = await kode.readFile(Uint8Array.from(bytes), { password })
  const { format = null } = outcome
  if (outcome.status !== 'read') {
    const problem = outcome.status === 'refused' ? outcome.problem : outcome.status
    return { exit: exitOf(outcome), report: { format, problem } }
  }
  const accounts = outcome.rows.flatMap((row) => (row.ok ? [describe(kode, row.value, at, secrets)] : []))
  const refused = outcome.rows.flatMap((row) => (row.ok ? [] : [row.error]))
  const missing = outcome.missing.length > 0 ? { missing: outcome.missing } : {}
  return { exit: 0, report: { format, accounts, refused, ...missing } }
}

/** @param {Kode} kode @param {Imported} account @param {number} at @param {boolean} secrets */
function describe(kode, { draft: { label, otp } }, at, secrets) {
  return {
    issuer: label.issuer,
    name: kode.plainNameOf(label),
    type: otp.type,
    algorithm: otp.algorithm,
    digits: otp.digits,
    period: otp.type === 'hotp' ? null : otp.period,
    counter: otp.type === 'hotp' ? otp.counter : null,
    code: otp.type === 'hotp' ? kode.codeOfCounter(otp) : kode.codeAt(otp, at * 1000).digits,
    ...(secrets ? { secret: otp.secret } : {}),
  }
}

/** Kinds of files that are whole, and none of those that are read. */
const OTHER_KINDS = [
  'empty',
  'unknown',
  'picture',
  'zip',
  'pgp',
  'database',
  'duo',
  'account-restricted',
  'no-password-slot',
]

/** @param {Exclude<Outcome, { status: 'read' }>} outcome */
function exitOf(outcome) {
  if (outcome.status === 'damaged') return 4
  if (outcome.status !== 'refused') return 2
  return OTHER_KINDS.includes(outcome.problem) ? 3 : 4
}

/** @param {readonly string[]} words */
async function main(words) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      'password-file': { type: 'string' },
      at: { type: 'string' },
      secrets: { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  const at = Number(values.at ?? Math.floor(Date.now() / 1000))
  if (file === undefined || positionals.length > 1 || !Number.isSafeInteger(at) || at < 0) {
    console.error(USAGE)
    return 1
  }
  const passwordFile = values['password-file']
  // An editor ends the file with a line end that is no part of the password.
  const password = passwordFile === undefined ? '' : readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '')
  const { exit, report } = await inspect(await bundleKode(), readFileSync(file), {
    password,
    at,
    secrets: values.secrets,
  })
  console.log(JSON.stringify(report, undefined, 2))
  return exit
}

const started = process.argv[1] === undefined ? '' : realpathSync(process.argv[1])
if (started === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2))
