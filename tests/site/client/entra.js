// Work and school sign-in. It keeps to Knockout's manners: what is typed reaches a model through `input` and
// `change` only, the button reads the model and not the field, and a change of view makes every node anew.
import { ask, changeView, inputAt, onClick, part, pause, placeView } from './page.js'

const { flow = '', first, delay, rerender, latency = '300', linger = '1200' } = document.body.dataset
const form = /** @type {HTMLFormElement} */ (part(document, 'form'))
const host = part(document, '.pagination-view')
const model = { otc: '', busy: false }

/** The method each view stands for, and the number the form gives it. */
const METHODS = /** @type {Record<string, { method: string, type: string }>} */ ({
  code: { method: 'PhoneAppOTP', type: '19' },
  sms: { method: 'OneWaySMS', type: '18' },
  push: { method: 'PhoneAppNotification', type: '22' },
})

const TILES = /** @type {Record<string, string>} */ ({
  PhoneAppNotification: 'push',
  PhoneAppOTP: 'code',
  OneWaySMS: 'sms',
})

function bindView() {
  const field = inputAt('input[name=otc]')
  if (!field || field.type !== 'tel') return
  field.value = model.otc
  const take = () => (model.otc = field.value)
  field.addEventListener('input', take)
  field.addEventListener('change', take)
  field.focus()
}

/** @param {string} name */
async function go(name) {
  model.otc = ''
  await changeView(host, name)
  sayMethod(name)
  bindView()
}

/** The hidden fields follow the view where the tenant has them; `$Config` never does. @param {string} name */
function sayMethod(name) {
  const chosen = METHODS[name]
  const [method, type] = [inputAt('input[name=mfaAuthMethod]'), inputAt('input[name=type]')]
  if (chosen && method && type) {
    method.value = chosen.method
    type.value = chosen.type
  }
  const note = document.querySelector('[data-note=sms]')
  if (note instanceof HTMLElement) note.hidden = name !== 'sms'
}

/** @param {string} method */
async function sendCode(method) {
  if (model.busy) return
  model.busy = true
  await pause(Number(latency))
  const { Success } = await ask('/common/SAS/EndAuth', {
    AuthMethodId: method,
    AdditionalAuthData: model.otc,
    FlowToken: flow,
  })
  model.busy = false
  if (Success !== true) return showRejected()
  // The real page, too, keeps the field in sight for a while before it goes on.
  await pause(Number(linger))
  form.submit()
}

/** The error stays until the next answer is there: a new look at an old error is part of the practice. */
function showRejected() {
  const field = inputAt('input[name=otc]')
  const span = document.createElement('span')
  span.id = 'idSpan_SAOTCC_Error_OTC'
  span.textContent = field?.dataset['error'] ?? ''
  part(document, '#idDiv_SAOTCC_OTCRow [role=alert]').replaceChildren(span)
  field?.classList.add('has-error')
}

function takeUserName() {
  const name = inputAt('#i0116')?.value.trim() ?? ''
  if (name === '') return
  const login = inputAt('input[name=login]')
  if (login) login.value = name
  showIdentity(name)
  void go('password').then(() => inputAt('#i0118')?.focus())
}

/** @param {string} name */
function showIdentity(name) {
  const identity = document.createElement('div')
  identity.id = 'displayName'
  identity.className = 'identity'
  identity.title = identity.textContent = name
  const banner = document.createElement('div')
  banner.className = 'identityBanner'
  banner.append(identity)
  host.before(banner)
}

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const method = host.querySelector('[data-method]')?.getAttribute('data-method')
  const onward = host.querySelector('[data-href]')?.getAttribute('data-href')
  if (method) void sendCode(method)
  else if (onward) location.assign(onward)
  else if (inputAt('#i0116')) takeUserName()
  else form.submit()
})

/** @param {HTMLElement} tile */
function chooseTile(tile) {
  const view = TILES[tile.dataset['value'] ?? '']
  if (view) void go(view)
}

onClick('#idDiv_SAOTCS_Proofs [data-value]', chooseTile)
document.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter' && target instanceof HTMLElement && target.dataset['value']) chooseTile(target)
})
onClick('#signInAnotherWay', () => void go('picker'))
onClick('#idA_SAASTO_TOTP', () => void go('code'))
onClick('#idA_SAASTO_Resend', () => void go('push'))
onClick('#idBtn_Back', () => (host.querySelector('#idDiv_SAOTCS_Proofs') ? void go('code') : form.submit()))
onClick('#moreInfoUrl, #moreInfoLink, #idA_PWD_SwitchToPassword', () => undefined)

/** A slow page has no view at all at first; another draws the same view a second time. */
async function start() {
  if (first) {
    await pause(Number(delay) || 0)
    placeView(host, first)
  }
  bindView()
  const again =
    host.querySelector('[data-method]')?.getAttribute('data-method') === 'OneWaySMS' ? 'sms' : 'code'
  if (rerender) {
    await pause(Number(rerender))
    const typed = model.otc
    placeView(host, again)
    model.otc = typed
    bindView()
  }
}

void start()
