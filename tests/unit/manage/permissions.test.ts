import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PERMISSION_TEXT } from '../../../src/manage/permissions'

interface Manifest {
  readonly permissions: readonly string[]
  readonly optional_permissions?: readonly string[]
}

test('every permission of the manifest is explained, and none that it has not', () => {
  const file = path.resolve(import.meta.dirname, '../../../manifest.json')
  const { permissions, optional_permissions = [] } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  expect(Object.keys(PERMISSION_TEXT).sort()).toEqual([...permissions, ...optional_permissions].sort())
})
