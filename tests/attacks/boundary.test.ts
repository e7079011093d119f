import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { setStageWithAlice, setStageWithVault, type Stage } from '../e2e/stage'
import * as journey from '../harness/journey.mjs'
import { HOSTS } from '../site/hosts.mjs'

const ID = 'AAAAAAAAAAAAAAAAAAAAAA'

/** Every verb, and requests that would be right for some of them. */
const MESSAGES = [
  'vault.unlock',
  'vault.lock',
  'codes.list',
  'scan.tab',
  'scan.pending',
  'autofill.offers',
  'autofill.code',
  'registration.read',
  'registration.add',
  'registration.accepted',
].flatMap((verb) =>
  [{}, { id: ID }, { user: '', state: 'app-code' }, { first: 0, count: 5 }].map((request) => ({
    verb,
    request,
  })),
)

describe('a page', () => {
  test.each([HOSTS.practice, HOSTS.entra])('at %s has no way to speak to Kode', async (host) => {
    const { page } = await setStageWithVault()
    await page.goto(`https://${host}/${host === HOSTS.entra ? 'common/login?view=code' : ''}`)
    const ways = await page.evaluate(() => {
      const runtime = (globalThis as { chrome?: { runtime?: { sendMessage?: unknown } } }).chrome?.runtime
      return typeof runtime?.sendMessage
    })
    expect(ways).toBe('undefined')
  })

  test('gets no answer to messages posted in our words, and cannot fetch any of our files', async () => {
    const { kode, page, site } = await setStageWithAlice()
    await withoutPolicy(page) // it would refuse the fetches whatever we allowed
    // Where our content script runs, so that there is somebody to overhear it.
    await page.goto(`https://${HOSTS.entra}/common/oauth2/v2.0/authorize`)
    const outcome = await page.evaluate(
      async ({ id, messages }) => {
        const heard: unknown[] = []
        // What the page posts comes back to it once; a second message would be an answer.
        addEventListener('message', ({ data }) => heard.push(data))
        for (const message of messages) {
          postMessage(message, '*')
          document.dispatchEvent(new CustomEvent(message.verb, { detail: message }))
        }
        await new Promise((resolve) => setTimeout(resolve, 1000))
        const files = [
          'manifest.json',
          'src/popup/index.html',
          'src/content/microsoft.iife.js',
          'src/content/registration.iife.js',
          'icons/kode-16.png',
        ]
        const fetched = await Promise.all(
          files.map((file) =>
            fetch(`chrome-extension://${id}/${file}`).then(
              () => file,
              () => 'refused',
            ),
          ),
        )
        return { heard, fetched }
      },
      { id: kode.id, messages: MESSAGES },
    )
    expect(outcome.heard).toEqual(MESSAGES)
    expect(outcome.fetched).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
    expect(site.state.events).toEqual([])
  })

  test('at Microsoft’s address sees one closed element, and only where a code is asked for', async () => {
    const { page } = await setStageWithAlice()
    await page.goto(`https://${HOSTS.entra}/common/oauth2/v2.0/authorize`)
    await page.waitForTimeout(1000)
    expect(await page.locator('[popover]').count()).toBe(0)
    await page.goto(`https://${HOSTS.entra}/common/login?view=code`)
    await page.waitForFunction(() => document.querySelector('[popover]') !== null)
    const seen = await page.evaluate(() => {
      const host = document.querySelector('[popover]')
      return { root: host?.shadowRoot, text: host?.textContent, children: host?.childElementCount }
    })
    expect(seen).toEqual({ root: null, text: '', children: 0 })
  })
})

test('another extension cannot send messages, connect, or read our storage', async () => {
  const folder = otherExtension()
  const { kode } = await setStageWithVault({ extensions: [folder] })
  const other = kode.context.serviceWorkers().find((worker) => !worker.url().includes(kode.id))
  if (!other) throw new Error('the other extension did not start')
  const replies = await other.evaluate(
    async ({ id, messages }) => {
      const asked = messages.map((message) =>
        chrome.runtime.sendMessage(id, message).then(
          (reply: unknown) => ({ reply }),
          () => 'refused',
        ),
      )
      const port = chrome.runtime.connect(id)
      const disconnected = new Promise((resolve) =>
        port.onDisconnect.addListener(() => resolve('disconnected')),
      )
      return { asked: [...new Set(await Promise.all(asked))], connected: await disconnected }
    },
    { id: kode.id, messages: MESSAGES },
  )
  expect(replies).toEqual({ asked: ['refused'], connected: 'disconnected' })
})

describe('our own content script’s world, taken over', () => {
  test('may say its few verbs, gets labels and never the vault, storage or another page’s verbs', async () => {
    const stage = await setStageWithAlice()
    const { page } = stage
    await page.goto(`https://${HOSTS.entra}/common/login?view=code`)
    const world = await isolatedWorld(stage)
    const outcome = await world(`(async () => {
      const ask = (verb, request) => new Promise((done) => chrome.runtime.sendMessage({ verb, request },
        (reply) => done(chrome.runtime.lastError ? 'nobody' : reply ?? 'nobody')))
      const areas = ['local', 'session', 'sync'].map((area) => Promise.resolve()
        .then(() => chrome.storage[area].get(null)).then((all) => Object.keys(all).length, () => 'refused'))
      return {
        offers: await ask('autofill.offers', { user: '', state: 'app-code' }),
        forbidden: await Promise.all(['codes.list', 'vault.unlock', 'vault.lock', 'scan.tab', 'scan.pending', 'accounts.remove']
          .map((verb) => ask(verb, verb === 'codes.list' ? { first: 0, count: 9 } : verb === 'vault.unlock' ? { passphrase: 'x' } : {}))),
        large: await ask('autofill.offers', { user: 'x'.repeat(10_000_000), state: 'app-code' }),
        extra: await ask('autofill.offers', { user: '', state: 'app-code', extra: 1 }),
        prototype: await ask('__proto__', {}),
        storage: await Promise.all(areas),
      }
    })()`)
    expect(outcome).toMatchObject({
      offers: { status: 'offers', offers: [{ user: 'alice@contoso.example' }] },
      forbidden: Array<string>(6).fill('nobody'),
      large: 'nobody',
      extra: 'nobody',
      prototype: 'nobody',
    })
    const { storage, offers } = outcome as { storage: unknown[]; offers: unknown }
    expect(storage.slice(0, 2)).toEqual(['refused', 'refused'])
    expect(JSON.stringify(offers)).not.toMatch(/secret|digits|\d{6}/i)
  })

  test('may have one code in three seconds and no more', async () => {
    const stage = await setStageWithAlice()
    await stage.page.goto(`https://${HOSTS.entra}/common/login?view=code`)
    const world = await isolatedWorld(stage)
    const outcome = (await world(`(async () => {
      const ask = (verb, request) => chrome.runtime.sendMessage({ verb, request })
      const { offers } = await ask('autofill.offers', { user: '', state: 'app-code' })
      const replies = []
      for (let at = 0; at < 5; at++) replies.push(await ask('autofill.code', { id: offers[0].id }))
      return replies.map(({ status, reason }) => reason ?? status)
    })()`)) as string[]
    expect(outcome.filter((status) => status === 'code').length).toBeLessThanOrEqual(1)
    expect(outcome.slice(1).every((status) => ['rate', 'wait'].includes(status))).toBe(true)
  })
})

test('nothing was asked of any host but Microsoft’s while a person registered', async () => {
  // Every other name in the world leads to the practice site too, which writes down who was asked for.
  const { site, page, t } = await setStageWithAlice({ elsewhere: 'here' })
  await journey.nextStep(page)
  await journey.fillFromOffer(page, t)
  await withoutPolicy(page)
  await page.goto(`https://${HOSTS.registration}/security-info`)
  await page.evaluate(() => fetch('https://control.example/', { mode: 'no-cors' }))
  const asked = new Set(site.state.requests.map(({ host }) => host))
  const chromiumsOwn = /(?:^|\.)(?:google|googleapis|gstatic|gvt1|google-analytics)\.com$/
  const others = [...asked].filter((host) => !chromiumsOwn.test(host))
  // The control shows that a request to anywhere would be seen.
  expect(others.sort()).toEqual(['control.example', HOSTS.registration])
})

/** Lifts the content security policy of the pages that come next in this tab. */
async function withoutPolicy(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
}

/** Evaluates in the isolated world of our content script, as a script that took it over could. */
async function isolatedWorld({ kode, page }: Stage): Promise<(code: string) => Promise<unknown>> {
  const session = await page.context().newCDPSession(page)
  const contexts: { id: number; origin: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context))
  await session.send('Runtime.enable')
  const ours = contexts.find(({ origin }) => origin === `chrome-extension://${kode.id}`)
  if (!ours) throw new Error('our content script has no world here')
  return async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: ours.id,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }
}

/** The smallest extension that runs. */
function otherExtension(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kode-other-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const manifest = {
    manifest_version: 3,
    name: 'Other',
    version: '1',
    background: { service_worker: 'worker.js' },
  }
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(path.join(folder, 'worker.js'), '')
  return folder
}
