import { mount, unmount } from 'svelte'
import type { AccountId } from '../domain/account'
import type { CodeRow } from '../protocol/messages'
import App from './App.svelte'
import { Popup } from './popup.svelte'

/**
 * Draws the list once where nobody sees it. The engine compiles what it runs for the first time, and the
 * background takes longer to wake than that takes: done while waiting, the real drawing is twice as quick.
 */
export function rehearse(now: () => number): void {
  const code = {
    type: 'totp',
    digits: '000000',
    next: '000000',
    period: 30,
    expiresAt: now() + 30_000,
  } as const
  const label = { issuer: '', organisation: '', user: '' }
  const row: CodeRow = {
    id: 'rehearsal' as AccountId,
    name: '',
    label,
    unconfirmed: false,
    pinned: false,
    code,
  }
  const listed = {
    status: 'open',
    kept: 1,
    total: 1,
    byHand: false,
    hidden: false,
    first: 0,
    rows: [row],
  } as const
  const popup = new Popup(() => new Promise(() => undefined), now, { listed, pending: { status: 'none' } })
  void unmount(mount(App, { target: document.createElement('div'), props: { popup } }))
}
