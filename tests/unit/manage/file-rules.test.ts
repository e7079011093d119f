import { describe, expect, test } from 'vitest'
import { fileProblemOf } from '../../../src/manage/file-rules'

const file = (name: string, type: string, size = 1000) => ({ name, type, size })

describe('is tried', () => {
  test.each([
    file('code.png', 'image/png'),
    file('code.JPG', 'image/jpeg'),
    file('code.webp', 'image/webp'),
    file('of no type the browser knows', ''),
    file('a pdf, says its name only in the middle.pdf.png', 'image/png'),
    file('large.png', 'image/png', 1e9),
  ])('$name', (one) => {
    expect(fileProblemOf(one)).toBeUndefined()
  })
})

describe('is not', () => {
  test.each([
    [file('guide.pdf', 'application/pdf'), 'needs-screenshot'],
    [file('guide.PDF', ''), 'needs-screenshot'],
    [file('IMG_0001.HEIC', ''), 'needs-screenshot'],
    [file('photo', 'image/heif'), 'needs-screenshot'],
    [file('code.svg', 'image/svg+xml'), 'needs-screenshot'],
    [file('photo.avif', 'image/avif'), 'needs-screenshot'],
    [file('code.png', 'image/png', 0), 'empty'],
  ] as const)('$0.name: %s', (one, problem) => {
    expect(fileProblemOf(one)).toBe(problem)
  })
})
