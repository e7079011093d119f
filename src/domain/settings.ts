/** What a person prefers. Nothing secret: it lies on the disk as it is. */
export interface Settings {
  /** Where codes are offered at sign-in: at the field, or only from the toolbar, the menu and the key. */
  readonly offer: 'at-field' | 'toolbar-only'
  /** Press the page's own button after a code was filled in, where the page surely asks for an app's code. */
  readonly submit: boolean
  /** Mark the toolbar icon of a tab that waits for a code. */
  readonly badge: boolean
  /** Tell, by a notification of the system's, of a tab that waits for a code out of sight. */
  readonly notify: boolean
  /** Whether codes are seen at once, or each only after a press. */
  readonly codes: 'shown' | 'on-press'
}

export const STANDARD_SETTINGS: Settings = {
  offer: 'at-field',
  submit: false,
  badge: true,
  notify: false,
  codes: 'shown',
}
