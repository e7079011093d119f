import type { AccountAdded, FindId, Finding, FindStanding, Reply, ScanReport } from '../../protocol/messages'
import type { Ask } from '../ask'
import { Busy } from './busy.svelte'

export type AccountFinding = Extract<Finding, { kind: 'account' }>

/** The scan a person has not answered yet. */
export class Scan {
  report = $state.raw<ScanReport>()
  readonly busy = new Busy()
  readonly accounts = $derived(accountsIn(this.report))
  /** How many scans the person has answered. */
  #answered = 0
  readonly #ask: Ask

  constructor(ask: Ask, pending: Reply<'scan.pending'>) {
    this.#ask = ask
    this.#take(pending)
  }

  /** Scans the current tab. */
  async start(): Promise<void> {
    await this.busy.run(async () => this.#take(await this.#ask('scan.tab', {})))
  }

  /** A scan started elsewhere (the menu, the keyboard) may have ended, or the vault may know more by now. */
  async refresh(): Promise<void> {
    const answered = this.#answered
    const pending = await this.#ask('scan.pending', {})
    // Asked before the person answered the scan: what it says is about something they are done with.
    if (answered === this.#answered) this.#take(pending)
  }

  async dismiss(): Promise<void> {
    this.#answered++
    this.report = undefined
    await this.#ask('scan.dismiss', {})
  }

  async add(find: FindId, name: string, despiteConflict: boolean): Promise<AccountAdded> {
    const reply = await this.#ask('accounts.add', { find, name, despiteConflict })
    if (reply.status === 'added') this.#settle(find, { kind: 'present', name })
    if (reply.status === 'present') this.#settle(find, { kind: 'present', name: reply.name })
    if (reply.status === 'conflict') this.#settle(find, { kind: 'conflict', name: reply.name })
    return reply
  }

  /** What is shown stays until it is answered here: `none` only says that there is nothing newer. */
  #take(pending: Reply<'scan.pending'>): void {
    if (pending.status !== 'none') this.report = pending
  }

  #settle(find: FindId, standing: FindStanding): void {
    if (this.report?.status !== 'found') return
    const findings = this.report.findings.map((finding) =>
      finding.kind === 'account' && finding.find === find ? { ...finding, standing } : finding,
    )
    this.report = { ...this.report, findings }
  }
}

function accountsIn(report: ScanReport | undefined): readonly AccountFinding[] {
  return report?.status === 'found' ? report.findings.filter((finding) => finding.kind === 'account') : []
}
