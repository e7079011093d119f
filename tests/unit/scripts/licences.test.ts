import path from 'node:path'
import { expect, test } from 'vitest'
import { licencesOf } from '../../../scripts/licences.mjs'

const MODULES = path.resolve(import.meta.dirname, '../../../node_modules')

test('each package is named once, with its version and the text of its licence', async () => {
  const text = await licencesOf([
    `${MODULES}/jsqr/dist/jsQR.js`,
    `${MODULES}/jsqr/dist/other.js`,
    `\0${MODULES}/@zxcvbn-ts/core/dist/index.js`,
    '/somewhere/src/manage/main.ts',
  ])
  expect(text.match(/^\uFEFF?jsqr [\d.]+ \(Apache-2\.0\)$/gm)).toHaveLength(1)
  expect(text).toMatch(/^\uFEFF?@zxcvbn-ts\/core [\d.]+ \(MIT\)$/m)
  expect(text).toContain('Permission is hereby granted')
  expect(text).not.toContain('main.ts')
})

test('what is no package adds nothing', async () => {
  expect(await licencesOf(['/somewhere/src/main.ts', '\0vite/preload-helper.js'])).toBe('\uFEFF')
})
