/**
 * What is changed in libraries while they are bundled. They have no parts to replace or leave out, so their text is
 * changed; every change must match exactly once, so that another version fails the build and is looked at again.
 *
 * @typedef {{ why: string, find: RegExp, replace: string }} Change
 * @type {readonly { library: string, file: RegExp, changes: readonly Change[] }[]}
 */
const PATCHES = [
  {
    library: 'jsqr 1.4.0',
    file: /\/jsqr\/dist\/jsQR\.js$/,
    changes: [
      {
        why: 'ISO/IEC 18004 table E.1: version 23 has its fourth alignment pattern at 78; level L never decodes without it',
        find: /\[6, 30, 54, 74, 102\]/g,
        replace: '[6, 30, 54, 78, 102]',
      },
      {
        why: '83 kB to turn Kanji into text; src/scan/text.ts has the browser do it from the bytes',
        find: /exports\.shiftJISTable = \{[^}]*\};/g,
        replace: 'exports.shiftJISTable = {};',
      },
      {
        why: 'a symbol whose modules are known needs no picture: its decoder is called by itself',
        find: /\njsQR\.default = jsQR;\n/g,
        replace: '\njsQR.default = jsQR;\njsQR.decode = decoder_1.decode;\n',
      },
      {
        why: 'a segment of unknown kind (structured append, FNC1 second position) is skipped over and its header read as data: a wrong text',
        find: /(\n {8}else if \(mode === ModeByte\.Kanji\) \{[\s\S]*?\n {8}\})/g,
        replace:
          '$1\n        else if (mode !== 5) {\n            result.chunks.push({ type: "unsupported", text: "" });\n            return result;\n        }',
      },
    ],
  },
  {
    // A backup is opened by a passphrase. What opens files by key pairs is most of the library, and is never called.
    library: 'age-encryption 0.3.1',
    file: /\/age-encryption\/dist\/recipients\.js$/,
    changes: [
      {
        why: 'no recipient after quantum computers',
        find: /^import \{ MLKEM768P256, MLKEM768X25519 \} from .*$/gm,
        replace: 'const MLKEM768P256 = {}, MLKEM768X25519 = {};',
      },
      {
        why: 'no recipient in hardware',
        find: /^import \{ p256 \} from .*$/gm,
        replace: 'const p256 = {};',
      },
      {
        why: 'no recipient of X25519',
        find: /^import \* as x25519 from .*$/gm,
        replace: 'const x25519 = {};',
      },
    ],
  },
]

/**
 * The text of a library's file with what is changed in it; a file in which nothing is changed is `undefined`.
 *
 * @param {string} file
 * @param {string} source
 * @throws {Error} when a passage to change is not there exactly once
 */
export function patchLibrary(file, source) {
  const patch = PATCHES.find((one) => one.file.test(file))
  return patch?.changes.reduce((text, { why, find, replace }) => {
    const matches = text.match(find)?.length ?? 0
    if (matches !== 1) throw new Error(`${patch.library} has changed: ${matches} matches for "${why}"`)
    return text.replace(find, replace)
  }, source)
}

/** Vite plugin: patches libraries wherever they are bundled. @returns {import('vite').Plugin} */
export function libraryPatches() {
  return {
    name: 'kode:library-patches',
    enforce: 'pre',
    transform(source, id) {
      const code = patchLibrary(id.split('?')[0] ?? '', source)
      return code === undefined ? null : { code, map: null }
    },
  }
}
