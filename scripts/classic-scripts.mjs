// The classic scripts, of which the background has in it what the workers of the page need too: nothing is shipped twice,
// and a background that is woken waits for one file.

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

const BACKGROUND = 'background.js'
/** What more than one script needs, and what Rolldown makes by itself for modules in older forms. */
const SHARED = 'shared.js'
const RUNTIME = 'rolldown-runtime.js'

/** For Rolldown's `output`. */
export const CLASSIC = Object.freeze({
  format: 'cjs',
  codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
})

/**
 * Vite plugin: puts what is shared into the background's script, where the workers read it.
 *
 * @returns {import('vite').Plugin}
 */
export function classicScripts() {
  return {
    name: 'kode:classic-scripts',
    generateBundle(_, bundle) {
      const background = chunkOf(bundle[BACKGROUND])
      const parts = [RUNTIME, SHARED].map((file) => partOf(chunkOf(bundle[file])))
      const scripts = Object.values(bundle).map(chunkOf)
      for (const script of scripts.filter(({ isEntry }) => isEntry))
        script.code = script === background ? inBackground(script) : inWorker(script)
      background.code = parts.join('') + background.code
      delete bundle[RUNTIME]
      delete bundle[SHARED]
    },
  }
}

/** @param {import('vite').Rolldown.OutputBundle[string] | undefined} output */
function chunkOf(output) {
  if (output?.type !== 'chunk') throw new Error('the classic scripts have other parts than they had')
  return output
}

/** @param {Chunk} part */
const partOf = ({ fileName, code }) =>
  `((exports,require)=>{${code}\n})((self.kodeParts??={})["./${fileName}"]={},name=>self.kodeParts[name]);\n`

/** @param {Chunk} script */
const runOf = ({ code }) => `(require=>{${code}\n})(name=>self.kodeParts[name]);\n`

/** A worker of the page reads the background's script for its parts; it is no background. @param {Chunk} script */
const inBackground = (script) => `if(!self.DedicatedWorkerGlobalScope)${runOf(script)}`

/** @param {Chunk} script */
const inWorker = (script) => `${READ_PARTS}\n${runOf(script)}`

/**
 * Our policy lets a worker read a script only from an address that the one policy `kode-worker` gave, and that knows
 * this one and no other. Firefox before 148 has no trusted types and takes the text.
 */
export const READ_PARTS = `{const createScriptURL=()=>"/${BACKGROUND}";
const policy=self.trustedTypes?.createPolicy("kode-worker",{createScriptURL});
importScripts(policy?policy.createScriptURL(""):createScriptURL())}`
