/** The time of day, to the second, as `language` (BCP 47) writes it. `at` in Unix milliseconds. */
export function clockTime(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(at)
}
