/** The day, with the month's name, as `language` (BCP 47) writes it. `at` in Unix milliseconds. */
export function calendarDate(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at)
}
