import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { awaitOffer } from '../harness/offer.mjs'
import { FIELD, FILLED, HOST, useArena } from './arena'

const here = useArena()

const NOTHING = { given: 0, inPage: false, offer: 'silent' }
const TOO_SOON = { given: 0, inPage: false, offer: 'too-soon' }

/** An offer that would take a press now. */
async function openSettled(): Promise<void> {
  await here.arena.openCodePage()
  await awaitOffer(here.arena.page)
}

describe('control:', () => {
  test('a person’s press fills the code', async () => {
    await here.arena.openCodePage()
    expect(await here.arena.pressWhenSettled()).toEqual(FILLED)
  })

  test.each(['Enter', ' '])('so do the down arrow and the key "%s"', async (key) => {
    await openSettled()
    const { arena } = here
    await arena.page.locator(FIELD).focus()
    await arena.page.keyboard.press('ArrowDown')
    await arena.page.keyboard.press(key)
    expect(await arena.outcome()).toEqual(FILLED)
  })
})

/** What a script of the page can make up, thrown at everything it can reach. `place` is where "Fill" is. */
const MADE_UP: readonly (readonly [name: string, make: (page: Page, place: Place) => Promise<unknown>])[] = [
  [
    'click()',
    (page, place) =>
      page.evaluate(
        ([selector, { x, y }]) => {
          document.querySelector<HTMLElement>(selector)?.click()
          for (const element of document.elementsFromPoint(x, y))
            if (element instanceof HTMLElement) element.click()
        },
        [HOST, place] as const,
      ),
  ],
  [
    'a whole press of the mouse',
    (page, place) => dispatchPress(page, place, { pointerType: 'mouse', detail: 1 }),
  ],
  ['a touch', (page, place) => dispatchPress(page, place, { pointerType: 'touch', detail: 1 })],
  ['a screen reader’s press', (page, place) => dispatchPress(page, place, { pointerType: '', detail: 0 })],
  [
    'the keys that choose and press',
    (page) =>
      page.evaluate(
        ([field, host]) => {
          const targets = [document.querySelector(field), document.querySelector(host), document, window]
          for (const key of ['ArrowDown', 'Enter', ' ', 'ArrowDown', 'Enter'])
            for (const type of ['keydown', 'keypress', 'keyup'])
              for (const target of targets)
                target?.dispatchEvent(
                  new KeyboardEvent(type, { key, bubbles: true, composed: true, cancelable: true }),
                )
        },
        [FIELD, HOST] as const,
      ),
  ],
  [
    'the focus, put on the host, and Enter',
    async (page) => {
      await page.locator(HOST).evaluate((host: HTMLElement) => host.focus())
      await page.evaluate(() =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' })),
      )
    },
  ],
  [
    'a form that is submitted and a label that is clicked',
    (page) =>
      page.evaluate((host) => {
        const label = document.createElement('label')
        label.htmlFor = document.querySelector(host)?.id ?? ''
        document.body.append(label)
        label.click()
      }, HOST),
  ],
]

interface Place {
  readonly x: number
  readonly y: number
}

/** Every event of one press, at the host and at all that lies where "Fill" is. */
const dispatchPress = (page: Page, place: Place, kind: { pointerType: string; detail: number }) =>
  page.evaluate(
    ([selector, { x, y }, { pointerType, detail }]) => {
      const targets = [
        document.querySelector(selector),
        ...document.elementsFromPoint(x, y),
        document,
        window,
      ]
      const shape = {
        ...{ bubbles: true, composed: true, cancelable: true, view: window, clientX: x, clientY: y, detail },
        ...{ button: 0, buttons: 1, isPrimary: true, pointerId: 1, pointerType },
      }
      for (const target of targets) {
        for (const type of ['pointerover', 'pointerdown', 'pointerup', 'click'])
          target?.dispatchEvent(new PointerEvent(type, shape))
        for (const type of ['mousedown', 'mouseup', 'click', 'dblclick'])
          target?.dispatchEvent(new MouseEvent(type, shape))
      }
    },
    [HOST, place, kind] as const,
  )

describe('what a script makes up does nothing:', () => {
  test.each(MADE_UP)('%s', async (_, make) => {
    await openSettled()
    await make(here.arena.page, await here.arena.fillPlace())
    expect(await here.arena.outcome()).toEqual(NOTHING)
  })
})

describe('half a press is none:', () => {
  test.each(['right', 'middle'] as const)('with the %s button', async (button) => {
    await openSettled()
    const { x, y } = await here.arena.fillPlace()
    await here.arena.page.mouse.click(x, y, { button })
    expect(await here.arena.outcome()).toEqual(NOTHING)
    await here.arena.page.keyboard.press('Escape') // a menu may be open
  })

  test.each([
    ['begun elsewhere', 300, 0],
    ['ended elsewhere', 0, 300],
  ])('%s', async (_, before, after) => {
    await openSettled()
    const { mouse } = here.arena.page
    const { x, y } = await here.arena.fillPlace()
    await mouse.move(x, y - before)
    await mouse.down()
    await mouse.move(x, y - after)
    await mouse.up()
    expect(await here.arena.outcome()).toEqual(NOTHING)
  })

  test('begun by a person and ended by a script', async () => {
    await openSettled()
    const place = await here.arena.fillPlace()
    await here.arena.page.mouse.move(place.x, place.y)
    await here.arena.page.mouse.down()
    await dispatchPress(here.arena.page, place, { pointerType: 'mouse', detail: 1 })
    await here.arena.page.mouse.move(5, 5)
    await here.arena.page.mouse.up()
    expect(await here.arena.outcome()).toEqual(NOTHING)
  })
})

describe('a press that was under way before the offer could be read:', () => {
  test('the mouse, within 600 ms of showing', async () => {
    const { arena } = here
    await openSettled()
    const { x, y } = await arena.fillPlace()
    await arena.openCodePage()
    await arena.page.mouse.click(x, y)
    expect(await arena.outcome()).toEqual(TOO_SOON)
  })

  test('the keys, within 600 ms of showing', async () => {
    const { arena } = here
    await arena.openCodePage()
    await arena.page.locator(FIELD).focus()
    await arena.page.keyboard.press('ArrowDown')
    await arena.page.keyboard.press('Enter')
    expect(await arena.outcome()).toEqual(TOO_SOON)
  })

  test.each(['Enter', ' '])('the key "%s", held since before and repeating', async (key) => {
    const { arena } = here
    const { keyboard } = arena.page
    await arena.openCodePage()
    await arena.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await keyboard.down(key)
    await awaitOffer(arena.page)
    await arena.page.locator(FIELD).focus()
    await keyboard.press('ArrowDown')
    for (let repeat = 0; repeat < 5; repeat++) await keyboard.down(key)
    await keyboard.up(key)
    expect(await arena.outcome()).toEqual(NOTHING)
  })
})
