import { expect, test } from 'vitest'
import { cameraProblemOf } from '../../../src/platform/camera'

test.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'none'],
  ['OverconstrainedError', 'none'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
])('%s means %s', (name, problem) => {
  expect(cameraProblemOf(name)).toBe(problem)
})
