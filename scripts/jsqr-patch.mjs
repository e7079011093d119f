/**
 * What is corrected in jsqr 1.4.0 while it is bundled. Its file is one long script without parts to replace, so the
 * text is changed; every change must match exactly once, so that another version of jsqr fails the build and is looked
 * at again.
 *
 * @type {{ why: string, find: RegExp, replace: string }[]}
 */
const CHANGES = [
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
]

/**
 * jsqr's source with the corrections.
 *
 * @param {string} source
 * @returns {string}
 * @throws {Error} when a passage to correct is not there exactly once
 */
export function patchJsqr(source) {
  return CHANGES.reduce((text, { why, find, replace }) => {
    const matches = text.match(find)?.length ?? 0
    if (matches !== 1) throw new Error(`jsqr has changed: ${matches} matches for "${why}"`)
    return text.replace(find, replace)
  }, source)
}

/**
 * Vite plugin: patches jsqr wherever it is bundled.
 *
 * @returns {import('vite').Plugin}
 */
export function jsqrPatch() {
  return {
    name: 'kode:jsqr-patch',
    enforce: 'pre',
    transform(code, id) {
      return /\/jsqr\/dist\/jsQR\.js$/.test(id.split('?')[0] ?? '')
        ? { code: patchJsqr(code), map: null }
        : null
    },
  }
}
