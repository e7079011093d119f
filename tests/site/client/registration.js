// The registration pages: steps drawn one after another without leaving the page.
import { controlInput } from './controlled-input.js'
import { ask, changeView, onClick, part, pause, placeView } from './page.js'

const { first = 'install', delay, registration = '', onward = '' } = document.body.dataset
const host = part(document, '.step-host')
/** What the code field's state holds; the field itself comes and goes with its step. */
const model = { code: '' }

/** Where the primary button leads from each step. */
const NEXT = /** @type {Record<string, string>} */ ({ install: 'push', setup: 'qr', qr: 'code' })
const BACK = /** @type {Record<string, string>} */ ({
  push: 'install',
  setup: 'install',
  qr: 'setup',
  code: 'qr',
})

const stepShown = () => part(host, '[data-step]').dataset['step'] ?? ''
const nextButton = () =>
  /** @type {HTMLButtonElement} */ (part(host, '[data-testid="reskin-step-next-button"]'))

function bindStep() {
  const field = host.querySelector('[data-testid="verification-entercode-input"]')
  if (!(field instanceof HTMLInputElement)) return
  model.code = ''
  controlInput(field, (code) => {
    model.code = code
    nextButton().disabled = !/^\d{6}$/.test(code)
  })
  field.focus()
}

/** @param {string} step */
async function go(step) {
  await changeView(host, step)
  bindStep()
}

async function sendCode() {
  nextButton().disabled = true
  await pause(250)
  const { Success } = await ask('/api/authenticationmethods/verify', {
    registration,
    VerificationData: model.code,
  })
  if (Success === true) return go('done')
  nextButton().disabled = false
  showError()
}

function showError() {
  const place = part(host, '.message-place')
  const bar = document.createElement('div')
  bar.className = 'ms-MessageBar'
  bar.dataset['testid'] = 'message-bar-error'
  bar.setAttribute('role', 'alert')
  bar.textContent = place.dataset['error'] ?? ''
  place.replaceChildren(bar)
}

onClick('[data-testid="reskin-step-next-button"]', () => {
  const step = stepShown()
  if (step === 'done') location.assign(onward)
  else if (step === 'code') void sendCode()
  else if (NEXT[step]) void go(NEXT[step])
})
onClick('[data-act=back]', () => void go(BACK[stepShown()] ?? 'install'))
onClick('[data-act=other-app]', () => void go('setup'))
onClick('[data-act=leave]', () => location.assign(onward))
onClick('[data-testid="activation-qr-show/hide-info-button"]', (button) => {
  const details = part(host, '.cannot-scan')
  details.hidden = !details.hidden
  button.setAttribute('aria-expanded', String(!details.hidden))
})

async function start() {
  if (delay) {
    await pause(Number(delay))
    placeView(host, first)
  }
  bindStep()
}

void start()
