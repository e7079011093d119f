import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { zipOfBuilt } from '../../scripts/package.mjs'
import { ROOT } from '../harness/kode.mjs'

/** A clean tree of its own with the same sources, in another folder: packaging builds, and others use our build. */
const tree = mkdtempSync(path.join(tmpdir(), 'kode-tree-'))
afterAll(() => rmSync(tree, { recursive: true }))

const git = (folder: string, ...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@kode.example', ...words], {
    cwd: folder,
    encoding: 'utf8',
  })

for (const file of git(ROOT, 'ls-files', '-z', '-co', '--exclude-standard').split('\0').filter(Boolean))
  cpSync(path.join(ROOT, file), path.join(tree, file))
symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'))
git(tree, 'init', '--quiet')
commit()

function commit() {
  git(tree, 'add', '-A')
  git(tree, 'commit', '--quiet', '--allow-empty', '-m', 'As it is')
}

function pack() {
  const script = path.join(tree, 'scripts', 'package.mjs')
  return spawnSync(process.execPath, [script], { cwd: tree, encoding: 'utf8' })
}

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }
const packed = (what: string) =>
  readFileSync(path.join(tree, 'out', 'package', `kode-${version}-${what}.zip`))
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('two builds, in two folders, make the same archives, and their hashes are told', () => {
  const { status, stdout, stderr } = pack()
  expect(stderr).not.toContain('Nothing was packaged')
  expect(status).toBe(0)
  for (const [what, folder] of [
    ['chromium', 'dist'],
    ['firefox', 'dist-firefox'],
  ] as const) {
    const [theirs, ours] = [packed(what), zipOfBuilt(path.join(ROOT, folder))]
    expect(sha256(theirs)).toBe(sha256(ours))
    expect(stdout).toMatch(new RegExp(`${sha256(ours)} +${ours.length} bytes +kode-${version}-${what}`))
  }
  expect(stdout).toContain(sha256(packed('source')))
})

describe('Kode is not packaged', () => {
  beforeEach(() => {
    git(tree, 'reset', '--quiet', '--hard')
    git(tree, 'clean', '-fdq')
  })

  const refusal = () => {
    const { status, stderr } = pack()
    return { status, stderr }
  }

  test('from a tree with changes', () => {
    writeFileSync(path.join(tree, 'README.md'), 'changed')
    expect(refusal()).toMatchObject({ status: 1, stderr: expect.stringContaining('README.md') as string })
  })

  test('from a tree with a file that git does not know', () => {
    writeFileSync(path.join(tree, 'src', 'left-over.ts'), '')
    expect(refusal()).toMatchObject({ status: 1, stderr: expect.stringContaining('left-over.ts') as string })
  })

  test.each([
    [
      'with a dependency that runs a script when it is installed',
      (lock: Lock) => Object.assign(lock.packages['node_modules/jsqr'] ?? {}, { hasInstallScript: true }),
      'Has an install script: node_modules/jsqr',
    ],
    [
      'in a version that stores do not take',
      (lock: Lock) => (lock.version = '1.0.0-beta'),
      'Stores take no version like 1.0.0-beta',
    ],
    [
      'when two files name two versions',
      (lock: Lock) => (lock.version = '99.0.0'),
      'name different versions',
    ],
  ])('%s', (_what, change, complaint) => {
    const file = path.join(tree, 'package-lock.json')
    const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
    change(lock)
    writeFileSync(file, JSON.stringify(lock))
    commit()
    expect(refusal()).toMatchObject({ status: 1, stderr: expect.stringContaining(complaint) as string })
    git(tree, 'reset', '--quiet', '--hard', 'HEAD~')
  })
})

interface Lock {
  version: string
  packages: Record<string, object>
}
