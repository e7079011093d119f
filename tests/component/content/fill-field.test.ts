import { beforeEach, describe, expect, test } from 'vitest'
import { fillField } from '../../../src/content/fill-field'
import { setStage } from './browser-stand-in'
import { find, otcField, showPage } from './stand-in'

beforeEach(() => {
  setStage()
  history.replaceState(null, '', '/common/login')
  showPage('entra-otp')
})

/** Knockout's `textInput` binding: the model is what the field held at the last event it listens to. */
function bindAsKnockout(field: HTMLInputElement, event: 'input' | 'change'): { model: string } {
  const bound = { model: '' }
  field.addEventListener(event, () => (bound.model = field.value))
  return bound
}

/**
 * React notes the value whenever a script sets it on the node, listens at the root, and takes an event for news
 * only when the field differs from the note.
 */
function bindAsReact(field: HTMLInputElement): { state: string } {
  const bound = { state: '' }
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  let note = ''
  Object.defineProperty(field, 'value', {
    configurable: true,
    get: () => native?.get?.call(field) as string,
    set(value: string) {
      note = value
      native?.set?.call(field, value)
    },
  })
  document.addEventListener('input', () => {
    if (field.value !== note) bound.state = note = field.value
  })
  return bound
}

describe('is seen by', () => {
  test.each(['input', 'change'] as const)('a model that Knockout binds to %s', (event) => {
    const bound = bindAsKnockout(otcField(), event)
    expect(fillField(otcField(), '287082')).toBe('filled')
    expect(bound.model).toBe('287082')
  })

  test('a field that React controls', () => {
    showPage('register-code')
    const field = find('[data-testid=verification-entercode-input]')
    const bound = bindAsReact(field)
    expect(fillField(field, '287082')).toBe('filled')
    expect(bound.state).toBe('287082')
  })

  test('nobody else: the form is not sent and no button is pressed', () => {
    const heard: string[] = []
    for (const name of ['submit', 'click', 'keydown']) {
      document.addEventListener(name, ({ type }) => heard.push(type))
    }
    fillField(otcField(), '287082')
    expect(heard).toEqual([])
  })

  test('the person, who finds the focus in the field', () => {
    fillField(otcField(), '287082')
    expect(document.activeElement).toBe(otcField())
  })
})

test('overwrites what the field held', () => {
  otcField().value = '111111'
  expect(fillField(otcField(), '287082')).toBe('filled')
  expect(otcField().value).toBe('287082')
})

describe('writes nothing', () => {
  test.each<[string, (field: HTMLInputElement) => unknown]>([
    ['the page replaced the field by its like', (field) => field.replaceWith(field.cloneNode())],
    ['the field left the page', (field) => field.remove()],
    ['the field was hidden', (field) => (field.style.display = 'none')],
    ['the field was covered with clipping', (field) => (field.style.clipPath = 'inset(100%)')],
    ['the field became a password field', (field) => (field.type = 'password')],
    ['the field became readonly', (field) => (field.readOnly = true)],
    ['the field was renamed to something else', (field) => (field.id = field.name = 'search')],
    ['a second field came', (field) => field.after(field.cloneNode())],
    ['the page now wants a text message', () => (find('[name=mfaAuthMethod]').value = 'OneWaySMS')],
    ['the page now wants a device code', () => history.replaceState(null, '', '/common/oauth2/deviceauth')],
  ])('when %s', (_why, change) => {
    const field = otcField()
    const bound = bindAsKnockout(field, 'input')
    change(field)
    expect(fillField(field, '287082')).toBe('gone')
    expect([field.value, bound.model, ...[...document.getElementsByName('otc')].map(valueOf)].join('')).toBe(
      '',
    )
  })

  test('when the code is longer than the field', () => {
    expect(fillField(otcField(), '12345678')).toBe('too-long')
    expect(otcField().value).toBe('')
  })
})

const valueOf = (element: Element): string => (element instanceof HTMLInputElement ? element.value : '')
