import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import * as journey from '../harness/journey.mjs'
import { Kode, type Options } from '../harness/kode.mjs'
import { awaitOffer, hasOffer, placeInOffer, readOffer } from '../harness/offer.mjs'
import { textsIn, type Texts } from '../harness/texts.mjs'
import { HOSTS } from '../site/hosts.mjs'
import { startSite, type Site } from '../site/server.mjs'

/** A page where a code is asked for, at Microsoft's address. */
export const CODE_PAGE = `https://${HOSTS.entra}/common/login?view=code`
export const FIELD = 'input[name=otc]'
/** Where Kode puts the offer; a popover of the page's own is marked `data-page`. */
export const HOST =
  ':root > [popover="manual"]:not([data-page]), dialog > [popover="manual"]:not([data-page])'

/** What came of a press. */
export interface Outcome {
  /** Codes that left the vault for any page. */
  readonly given: number
  /** A code stands in a field of the page. */
  readonly inPage: boolean
  /** `silent`: the offer is there and has not noticed a press. */
  readonly offer: 'gone' | 'covered' | 'too-soon' | 'silent' | 'filled' | 'unfilled'
}

export interface Setting extends Options {
  readonly lookAlikes?: Record<string, string>
  /** Further arguments for the browser, made from the practice site's port. */
  readonly more?: (site: Site) => Promise<string[]>
}

/** One browser with one account, in which attacks take turns. */
export class Arena {
  readonly kode: Kode
  readonly site: Site
  readonly t: Texts
  /** The tab that is attacked. */
  page: Page
  /** Of the one account. */
  readonly account: string

  private constructor(kode: Kode, site: Site, page: Page, account: string) {
    this.kode = kode
    this.site = site
    this.page = page
    this.account = account
    this.t = textsIn('en')
  }

  static async open({ lookAlikes = {}, more, ...options }: Setting = {}): Promise<Arena> {
    const site = await startSite({ lookAlikes })
    const kode = await Kode.launch({
      ...options,
      arguments: [...site.browserArguments(), ...((await more?.(site)) ?? [])],
    })
    const popup = await kode.openPage()
    await journey.choosePassphrase(popup, textsIn('en'))
    // A step of a second, so that every attack could have a fresh code.
    const account = await addAccount(popup)
    await popup.close()
    return new Arena(kode, site, await kode.context.newPage(), account)
  }

  async close(): Promise<void> {
    await this.kode.close()
    await this.site.close()
  }

  /** Opens a page and waits until the offer stands there, not yet for it to be pressed. */
  async openCodePage(url = CODE_PAGE): Promise<void> {
    await this.forgetGiven()
    await this.page.mouse.move(0, 0)
    await this.page.goto(url)
    await this.page.waitForSelector(HOST, { state: 'attached' })
  }

  /** The background allows six codes a minute and one in three seconds: no attack is to be stopped by that. */
  async forgetGiven(): Promise<void> {
    const worker = await this.kode.worker()
    await worker.evaluate(() => chrome.storage.session.remove('given'))
  }

  async codesGiven(): Promise<number> {
    const worker = await this.kode.worker()
    return worker.evaluate(async () => {
      const { given } = await chrome.storage.session.get('given')
      return Array.isArray(given) ? given.length : 0
    })
  }

  /** Where "Fill" is. */
  async fillPlace(): Promise<{ x: number; y: number }> {
    const place = await placeInOffer(this.page, this.t('offerFill'))
    if (!place) throw new Error(`no button to press, but: "${await readOffer(this.page)}"`)
    return place
  }

  /** One whole press on "Fill", after the offer has come out of its dimness. */
  async pressWhenSettled(): Promise<Outcome> {
    await awaitOffer(this.page)
    const { x, y } = await this.fillPlace()
    await this.page.mouse.click(x, y)
    return this.outcome()
  }

  /** Presses at one place for longer than an offer takes to settle, as an impatient person does. */
  async pressAgainAndAgain({ x, y }: { x: number; y: number }, times = 6): Promise<Outcome> {
    for (let at = 0; at < times; at++) {
      await this.page.mouse.click(x, y)
      await this.page.waitForTimeout(BETWEEN_PRESSES_MS)
    }
    return this.outcome()
  }

  /** What has come of all presses, once nothing more can come. */
  async outcome(): Promise<Outcome> {
    await this.page.waitForTimeout(ANSWERED_MS)
    const given = await this.codesGiven()
    return { given, inPage: await hasCode(this.page), offer: await this.#offerState() }
  }

  async #offerState(): Promise<Outcome['offer']> {
    const text = await readOffer(this.page)
    if (!(await hasOffer(this.page)) && text === '') return 'gone'
    if (text.includes(this.t('offerFilled'))) return 'filled'
    if (text.includes(this.t('offerFieldGone'))) return 'unfilled'
    if (text.includes(this.t('offerCovered'))) return 'covered'
    return text.includes(this.t('offerTooSoon')) ? 'too-soon' : 'silent'
  }
}

/** Milliseconds: more than the background takes to answer. */
const ANSWERED_MS = 300
const BETWEEN_PRESSES_MS = 120

/** What a press on an offer that nothing stands in the way of leads to: each group's control. */
export const FILLED: Outcome = { given: 1, inPage: true, offer: 'filled' }

/** A code stands in any field of any frame. */
export async function hasCode(page: Page): Promise<boolean> {
  const frames = await Promise.all(
    page
      .frames()
      .map((frame) =>
        frame.evaluate(() =>
          [...document.querySelectorAll('input')].some(({ value }) => /^\d{6,8}$/.test(value)),
        ),
      ),
  )
  return frames.includes(true)
}

export const SECRET = 'GEZDGNBVGY3TQOJQ'

/** Adds an account of Alice's at Microsoft by hand, and gives its id. `period` in seconds. */
export async function addAccount(popup: Page, period = 1, user = 'alice@contoso.example'): Promise<string> {
  const entry = {
    ...{ name: 'Work', issuer: 'Microsoft', user, secret: SECRET },
    ...{ type: 'totp', algorithm: 'SHA1', digits: 6, period, counter: 0 },
  }
  const added = await popup.evaluate(
    (request): Promise<unknown> => chrome.runtime.sendMessage({ verb: 'accounts.enter', request }),
    { entry, despiteConflict: false },
  )
  const { id } = added as { id?: string }
  if (id === undefined) throw new Error(`the account was not added: ${JSON.stringify(added)}`)
  return id
}

/** An arena for all tests of a file or group. */
export function useArena(setting: Setting = {}): { readonly arena: Arena } {
  const held: { arena?: Arena } = {}
  beforeAll(async () => {
    held.arena = await Arena.open(setting)
  })
  afterAll(() => held.arena?.close())
  return {
    get arena() {
      if (!held.arena) throw new Error('the arena is not open')
      return held.arena
    },
  }
}
