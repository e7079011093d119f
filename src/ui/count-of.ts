import { language } from '../platform/i18n'

/** `15 minutes`, in the language of the texts. */
export const countOf = (value: number, unit: 'minute' | 'hour'): string =>
  new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
