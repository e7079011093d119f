import { beforeEach, describe, expect, test } from 'vitest'
import { CODE_FIELDS, OTHER_FIELDS } from '../../../src/content/code-fields'
import { planField } from '../../../src/content/find-field'
import { place, setStage } from './browser-stand-in'
import { find, findElement, otcField, showPage } from './stand-in'

beforeEach(() => {
  setStage()
})

const inputs = () => [...document.getElementsByTagName('input')]

describe('each sign is proven by the page it names', () => {
  test.each([...CODE_FIELDS])('code field in $seenIn', ({ seenIn, matches }) => {
    showPage(seenIn)
    const found = inputs().filter((input) => input.type !== 'hidden' && matches(input))
    expect(found).toHaveLength(1)
    expect(planField(document)).toEqual({ kind: 'field', field: found[0] })
  })

  test.each([...OTHER_FIELDS])('other field in $seenIn', ({ seenIn, matches }) => {
    showPage(seenIn)
    expect(inputs().filter(matches).length).toBeGreaterThan(0)
    expect(planField(document)).toEqual({ kind: 'none' })
  })
})

describe('finds the field', () => {
  test.each([
    ['entra-otp', '#idTxtBx_SAOTCC_OTC'],
    ['entra-otp-random-id', '#i7f3a91c'],
    ['entra-otp-eight', '#idTxtBx_SAOTCC_OTC'],
    ['entra-otp-unclear', '#idTxtBx_SAOTCC_OTC'],
    ['msa-otp', '#otc-confirmation-input'],
    ['msa-otp-floating', '#floatingLabelInput5'],
    ['msa-otp-knockout', '#idTxtBx_SAOTCC_OTC'],
    ['register-code', '[data-testid=verification-entercode-input]'],
  ])('%s', (name, selector) => {
    showPage(name)
    expect(planField(document)).toEqual({ kind: 'field', field: find(selector) })
  })

  test.each([
    ['no maxlength', (field: HTMLInputElement) => field.removeAttribute('maxlength')],
    ['a number field', (field: HTMLInputElement) => (field.type = 'number')],
    ['a text field', (field: HTMLInputElement) => (field.type = 'text')],
    ['another id, the name kept', (field: HTMLInputElement) => (field.id = 'fresh')],
    ['another name, the id kept', (field: HTMLInputElement) => (field.name = 'fresh')],
    ['other words', (field: HTMLInputElement) => (field.placeholder = 'Koodi')],
  ])('with %s', (_why, change) => {
    showPage('entra-otp')
    const field = otcField()
    change(field)
    expect(planField(document)).toEqual({ kind: 'field', field })
  })

  test('though the page has scrolled past it', () => {
    showPage('entra-otp')
    place(otcField(), { top: -400 })
    Object.defineProperty(window, 'scrollY', { configurable: true, value: 600 })
    expect(planField(document).kind).toBe('field')
    Object.defineProperty(window, 'scrollY', { configurable: true, value: 0 })
  })
})

describe('refuses', () => {
  test.each([['device-code'], ['msa-mailed'], ['msa-six-boxes'], ['msa-proofs'], ['sign-in']])(
    'the page %s',
    (name) => {
      showPage(name)
      expect(planField(document)).toEqual({ kind: 'none' })
    },
  )

  const container = () => findElement('#idDiv_SAOTCC_OTC')
  const parked = (style: string) => (field: HTMLInputElement) => (field.style.cssText = style)
  const wrapped = (style: string) => () => (container().style.cssText = style)

  test.each<[string, (field: HTMLInputElement) => unknown]>([
    ['a readonly field', (field) => (field.readOnly = true)],
    ['a disabled field', (field) => (field.disabled = true)],
    ['a field in a disabled fieldset', (field) => wrapInFieldset(field)],
    ['a field for ten characters', (field) => (field.maxLength = 10)],
    ['a field for one character', (field) => (field.maxLength = 1)],
    ['a password field', (field) => (field.type = 'password')],
    ['an e-mail field', (field) => (field.type = 'email')],
    ['a hidden field', (field) => (field.type = 'hidden')],
    ['a field moved off screen by class', (field) => field.classList.add('moveOffScreen')],
    ['a field in what is moved off screen', () => container().classList.add('moveOffScreen')],
    ['a field left of the page', (field) => place(field, { left: -9999 })],
    ['a field above the page', (field) => place(field, { top: -9999 })],
    ['a field beyond the page', (field) => place(field, { left: 5000 })],
    ['a field without size', (field) => place(field, { width: 0, height: 0 })],
    ['a field of one pixel', (field) => place(field, { width: 1, height: 1 })],
    ['an invisible field', parked('visibility: hidden')],
    ['a transparent field', parked('opacity: 0')],
    ['a field clipped to nothing', parked('clip-path: inset(50%)')],
    ['a hidden ancestor', () => (container().hidden = true)],
    ['an inert ancestor', () => container().setAttribute('inert', '')],
    ['an ancestor not displayed', wrapped('display: none')],
    ['an invisible ancestor', wrapped('visibility: hidden')],
    ['a transparent ancestor', wrapped('opacity: 0.01')],
    ['an ancestor clipped for screen readers', wrapped('clip: rect(0px, 0px, 0px, 0px)')],
    ['an ancestor that clips it away', () => clipAway(container())],
  ])('%s', (_why, change) => {
    showPage('entra-otp')
    change(otcField())
    expect(planField(document)).toEqual({ kind: 'none' })
  })

  test('two fields that would do equally well', () => {
    showPage('entra-otp')
    otcField().after(otcField().cloneNode())
    expect(planField(document)).toEqual({ kind: 'ambiguous' })
  })

  test('nothing on account of a second field that cannot be seen', () => {
    showPage('entra-otp')
    const field = otcField()
    const leaving = field.cloneNode() as HTMLInputElement
    leaving.style.display = 'none'
    field.after(leaving)
    expect(planField(document)).toEqual({ kind: 'field', field })
  })

  test('a field that was taken out of the page', () => {
    showPage('entra-otp')
    otcField().remove()
    expect(planField(document)).toEqual({ kind: 'none' })
  })
})

function wrapInFieldset(field: HTMLInputElement): void {
  const fieldset = document.createElement('fieldset')
  fieldset.disabled = true
  field.replaceWith(fieldset)
  fieldset.append(field)
}

function clipAway(container: HTMLElement): void {
  container.style.overflow = 'hidden'
  place(container, { width: 1, height: 1 })
}
