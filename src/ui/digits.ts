/** Digits in the groups people read them in: 3+3, 3+4, 4+4; Steam's five stay together. */
export function groupDigits(digits: string): readonly string[] {
  if (digits.length < 6) return [digits]
  const first = digits.length === 8 ? 4 : 3
  return [digits.slice(0, first), digits.slice(first)]
}

/** Digits for a screen reader: one by one, not as a number. */
export function spellDigits(digits: string): string {
  return Array.from(digits).join(' ')
}
