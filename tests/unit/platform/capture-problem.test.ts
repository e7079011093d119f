import { describe, expect, test } from 'vitest'
import { problemOf } from '../../../src/platform/capture-problem'

describe('what the browser says', () => {
  test.each([
    // Chromium, seen in tests/e2e/real-clicks.test.ts
    ["Either the '<all_urls>' or 'activeTab' permission is required.", { status: 'not-allowed' }],
    // Firefox
    ['Missing activeTab permission', { status: 'not-allowed' }],
    // Chromium with an organisation's runtime_blocked_hosts
    [
      'This page cannot be scripted due to an ExtensionsSettings policy.',
      { status: 'forbidden', page: 'policy' },
    ],
    ['Taking screenshots has been disabled', { status: 'forbidden', page: 'policy' }],
    ['Cannot access a chrome:// URL', { status: 'forbidden', page: 'browser' }],
    ['The extensions gallery cannot be scripted.', { status: 'forbidden', page: 'unknown' }],
    ['This request exceeds the MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND quota.', { status: 'failed' }],
    ['Failed to capture tab: image readback failed', { status: 'failed' }],
    ['', { status: 'failed' }],
  ])('%s', (message, problem) => {
    expect(problemOf(message, undefined)).toEqual(problem)
  })
})

describe('a refusal, told by the page’s address', () => {
  test.each([
    ['edge://settings/', 'browser'],
    ['about:config', 'browser'],
    ['chrome://version/', 'browser'],
    ['view-source:https://example.com/', 'browser'],
    ['moz-extension://6b1f/page.html', 'browser'],
    ['https://chromewebstore.google.com/detail/kode', 'store'],
    ['https://chrome.google.com/webstore/category/extensions', 'store'],
    ['https://microsoftedge.microsoft.com/addons/Microsoft-Edge-Extensions-Home', 'store'],
    ['https://addons.mozilla.org/da/firefox/', 'store'],
    ['https://m365.cloud.microsoft/chat', 'edge'],
    ['https://copilot.microsoft.com/', 'edge'],
    ['https://example.com/guide.pdf', 'pdf'],
    ['file:///home/alice/guide.PDF#page=2', 'pdf'],
    ['https://example.com/', 'unknown'],
    ['https://example.com/?next=guide.pdf', 'unknown'],
    ['https://chromewebstore.google.com.example/', 'unknown'],
    ['https://cloud.microsoft.example/', 'unknown'],
    ['https://chrome.google.com/', 'unknown'],
  ])('%s: %s', (address, page) => {
    expect(problemOf('The extensions gallery cannot be scripted.', address)).toEqual({
      status: 'forbidden',
      page,
    })
  })

  test('an address told at all means that the click was there', () => {
    expect(problemOf('Missing activeTab permission', 'about:config')).toEqual({
      status: 'forbidden',
      page: 'browser',
    })
  })

  test('but not on Microsoft’s pages, whose addresses Firefox tells without one', () => {
    const address = 'https://mysignins.microsoft.com/register'
    expect(problemOf('Missing activeTab permission', address)).toEqual({ status: 'not-allowed' })
  })

  test('settings of an organisation hold wherever the page is', () => {
    expect(problemOf('Blocked by policy: cannot access', 'edge://settings/')).toMatchObject({
      page: 'policy',
    })
  })

  test('a capture that failed by itself is no refusal', () => {
    expect(problemOf('Failed to capture tab: unknown error', 'chrome://version/')).toEqual({
      status: 'failed',
    })
  })
})
