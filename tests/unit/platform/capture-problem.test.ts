import { expect, test } from 'vitest'
import { problemOf } from '../../../src/platform/capture-problem'

test.each([
  // Chromium, seen in tests/e2e/real-clicks.test.ts
  ["Either the '<all_urls>' or 'activeTab' permission is required.", 'not-allowed'],
  // Firefox
  ['Missing activeTab permission', 'not-allowed'],
  // Chromium with an organisation's runtime_blocked_hosts
  ['This page cannot be scripted due to an ExtensionsSettings policy.', 'forbidden'],
  ['The extensions gallery cannot be scripted.', 'forbidden'],
  ['Cannot access contents of url "edge://settings/".', 'forbidden'],
  ['This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.', 'failed'],
  ['Failed to capture tab: image readback failed', 'failed'],
  ['', 'failed'],
])('%s: %s', (message, problem) => {
  expect(problemOf(message)).toBe(problem)
})
