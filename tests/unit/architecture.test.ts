import { describe, expect, test } from 'vitest'
import { readSources, violations } from './architecture'

test('the house stands as ARCHITECTURE.md draws it', () => {
  const sources = readSources()
  expect(sources.length).toBeGreaterThan(40)
  expect(violations(sources)).toEqual([])
})

describe('each broken rule is named', () => {
  test.each([
    ['popup/a.ts', `import { Vault } from '../vault/vault'`, 'popup may not import it'],
    ['popup/views/a.svelte', `<script>import '../../vault/vault'</script>`, 'popup may not import it'],
    ['content/a.ts', `const vault = await import('../vault/vault')`, 'content may not import it'],
    ['content/a.ts', `export * from "../background/keeper"`, 'content may not import it'],
    ['content/a.ts', `import type { Keeper } from '../background/keeper'`, 'content may not import it'],
    ['domain/a.ts', `import { t } from '../platform/i18n'`, 'domain may not import it'],
    ['vault/a.ts', `import browser from 'webextension-polyfill'`, 'vault may not import it'],
    ['ui/a.ts', `import jsQR from 'jsqr'`, 'ui may not import it'],
    ['manage/a.ts', `import '../popup/App.svelte'`, 'manage may not import it'],
    ['ui/a.ts', `chrome.storage.local.get()`, 'ui may not touch the browser'],
    ['background/a.ts', `browser.tabs.query({})`, 'background may not touch the browser'],
    ['domain/a.ts', `const now = Date.now()`, 'domain may not touch the clock'],
    ['scan/a.ts', `document.createElement('canvas')`, 'scan may not touch the DOM'],
    ['background/a.ts', `await fetch(url)`, 'background may not touch the network'],
    ['content/a.ts', `host.innerHTML = text`, 'content may not touch code or markup made of text'],
    ['elsewhere/a.ts', ``, '"elsewhere" is no room of the house'],
  ])('%s: %s', (path, text, complaint) => {
    expect(violations([{ path, text }])).toEqual([expect.stringContaining(complaint)])
  })

  test('comments may name what code may not', () => {
    expect(
      violations([{ path: 'domain/a.ts', text: '/** chrome.tabs, fetch( */\n// Date.now()\n' }]),
    ).toEqual([])
  })
})
