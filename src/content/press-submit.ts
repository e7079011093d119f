import { findTarget } from './find-target'
import { findSubmit } from './offer/find-submit'

/** Milliseconds. Microsoft's form does not heed a button pressed at once after the field was filled. */
const BREATH = 400

/**
 * Presses the page's own button for a person who has asked for that in the settings: if, a moment after the code was
 * filled in, the field still shows it and the page still asks for nothing but an app's code.
 */
export async function pressSubmit(field: HTMLInputElement, digits: string, life: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, BREATH))
  const target = findTarget(field.ownerDocument, field)
  const stands = target?.anchor === field && target.state === 'app-code' && field.value === digits
  const button = findSubmit(field)
  if (!life.aborted && stands && button instanceof HTMLElement) button.click()
}
