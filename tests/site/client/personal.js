// Sign-in of personal accounts, in both skins: the newer one controls its field as React does, the older one
// keeps a model as Knockout does.
import { controlInput } from './controlled-input.js'
import { inputAt, part, pause } from './page.js'

const form = /** @type {HTMLFormElement} */ (part(document, 'form'))
const field = inputAt('input[data-code]')
const model = { otc: '' }

if (field && document.body.dataset['skin'] === 'react') controlInput(field, (state) => (model.otc = state))
else if (field) {
  const take = () => (model.otc = field.value)
  field.addEventListener('input', take)
  field.addEventListener('change', take)
}
field?.focus()

form.addEventListener('submit', (event) => {
  event.preventDefault()
  const posted = inputAt('input[name=model]')
  if (posted) posted.value = model.otc
  void pause(400).then(() => form.submit())
})
