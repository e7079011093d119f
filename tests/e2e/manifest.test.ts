import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../harness/kode.mjs'
import { brokenPromises, type BuiltManifest } from './manifest'

const built = (folder: string): BuiltManifest =>
  JSON.parse(readFileSync(path.join(ROOT, folder, 'manifest.json'), 'utf8')) as BuiltManifest

const chromium = built('dist')
const firefox = built('dist-firefox')

test('what is built keeps every promise', () => {
  expect(brokenPromises(chromium, 'chromium')).toEqual([])
  expect(brokenPromises(firefox, 'firefox')).toEqual([])
})

test('Firefox gets an event page, an id, and says that it collects nothing', () => {
  expect(firefox).toMatchObject({
    background: { scripts: [expect.any(String)] },
    browser_specific_settings: { gecko: { data_collection_permissions: { required: ['none'] } } },
  })
  expect(firefox).not.toHaveProperty('key')
})

test('the list is at the side in both browsers, and comes only when it is asked for', () => {
  const page = 'src/popup/index.html?in=panel'
  expect(chromium).toMatchObject({ side_panel: { default_path: page } })
  expect(chromium).not.toHaveProperty('sidebar_action')
  expect(firefox).toMatchObject({ sidebar_action: { default_panel: page, open_at_install: false } })
  expect(firefox).not.toHaveProperty('side_panel')
})

describe('a broken promise is named', () => {
  const [script, ...others] = chromium.content_scripts as object[]

  test.each([
    [
      'a host permission',
      { host_permissions: ['https://login.microsoftonline.com/*'] },
      'has host_permissions',
    ],
    ['an optional host', { optional_host_permissions: ['https://*/*'] }, 'has optional_host_permissions'],
    ['a file for pages', { web_accessible_resources: [] }, 'has web_accessible_resources'],
    ['one permission more', { permissions: [...(chromium.permissions as string[]), 'tabs'] }, 'permissions'],
    ['one permission less', { permissions: ['storage'] }, 'permissions'],
    ['one to ask for more', { optional_permissions: ['notifications', 'tabs'] }, 'optional permissions'],
    [
      'a wider match',
      { content_scripts: [{ ...script, matches: ['https://*.microsoft.com/*'] }, ...others] },
      'matches',
    ],
    [
      'every frame',
      { content_scripts: [{ ...script, all_frames: true }, ...others] },
      'a content script has all_frames',
    ],
    [
      'the page’s own world',
      { content_scripts: [{ ...script, world: 'MAIN' }, ...others] },
      'a content script has world',
    ],
    ['a laxer policy', { content_security_policy: { extension_pages: "script-src 'self'" } }, 'policy'],
    ['no policy', { content_security_policy: undefined }, 'policy'],
    ['a door for other extensions', { externally_connectable: { ids: ['*'], matches: [] } }, 'external'],
    ['the browser’s default for them', { externally_connectable: undefined }, 'external'],
  ])('%s', (_what, change, complaint) => {
    expect(brokenPromises({ ...chromium, ...change }, 'chromium')).toEqual([
      expect.stringContaining(complaint),
    ])
  })
})
