import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { billOfMaterials } from '../../../scripts/bill-of-materials.mjs'
import { licenceTexts } from '../../../scripts/licences.mjs'
import type { Shipped } from '../../../scripts/shipped.mjs'

const LOCK = {
  name: 'kode',
  version: '1.2.3',
  packages: { 'node_modules/@some/part': { integrity: 'sha512-AAEC' } },
}

/** A package of these files, on disk. */
function installed(files: Record<string, string>): Shipped {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-package-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  const place = 'node_modules/@some/part'
  const code = Object.keys(files).filter((name) => name.endsWith('.js'))
  return {
    ...{ name: '@some/part', version: '4.5.6', licence: 'MIT', place, folder },
    files: code.map((name) => path.join(folder, name)),
  }
}

test('the bill names what is shipped, with its licence and its hash', () => {
  const bill = billOfMaterials(LOCK, [installed({})])
  expect(bill.metadata.component).toMatchObject({ name: 'kode', version: '1.2.3' })
  expect(bill.components).toMatchObject([
    {
      purl: 'pkg:npm/%40some/part@4.5.6',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: '000102' }],
    },
  ])
})

test('there is no bill of a package without a hash', () => {
  const strange = { ...installed({}), place: 'node_modules/elsewhere' }
  expect(() => billOfMaterials(LOCK, [strange])).toThrow('no hash of @some/part')
})

test('a package’s licence file is given whole', () => {
  const text = licenceTexts([installed({ 'LICENSE.md': 'Do as you like.\n', 'a.js': '// Copyright A\n' })])
  expect(text).toContain('@some/part 4.5.6\nLicence: MIT')
  expect(text).toContain('Do as you like.')
  expect(text).not.toContain('Copyright A')
})

test('where there is none, what the files themselves say, each text once', () => {
  const header = '// Copyright A\n// All of it\n'
  const text = licenceTexts([
    installed({ 'a.js': `${header}one()`, 'b.js': `${header}two()`, 'c.js': '// a remark\n' }),
  ])
  expect(text.match(/Copyright A\nAll of it/g)).toHaveLength(1)
  expect(text).not.toContain('a remark')
})

test('a package that says nothing of its licence is not shipped', () => {
  expect(() => licenceTexts([installed({ 'a.js': 'one()' })])).toThrow('carries no licence')
})
