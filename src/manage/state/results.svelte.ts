import type {
  AccountAdded,
  FindId,
  Finding,
  FindStanding,
  ScanReport,
  Thumbnail,
} from '../../protocol/messages'
import type { Ask } from '../../ui/ask'
import { accountsIn, type AccountFinding } from '../../ui/state/scan.svelte'
import { gather, type PictureProblem, type PictureRead, type Seen } from '../gather'

type Found = Extract<ScanReport, { status: 'found' }>

/** A picture on the page and what came of it. */
export interface Result {
  readonly name: string
  readonly picture: Thumbnail | undefined
  /** What was read, where the page has it. */
  readonly original?: Blob | undefined
  readonly came: { readonly report: Found } | { readonly problem: PictureProblem }
}

/** What was read and nobody has answered yet. */
export class Results {
  list = $state.raw<readonly Result[]>([])
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  get accounts(): readonly AccountFinding[] {
    return this.list.flatMap(({ came }) => ('report' in came ? accountsIn(came.report) : []))
  }

  /** One account and nothing else was found. */
  get isOne(): boolean {
    const [only, more] = this.list
    return !more && only !== undefined && 'report' in only.came && only.came.report.findings.length === 1
  }

  /** Accounts that wait for their answer. */
  get waiting(): number {
    return this.accounts.filter(({ standing }) => standing.kind !== 'present').length
  }

  /** Hands in what was read, and shows it. What was shown before goes. */
  async show(reads: readonly PictureRead[]): Promise<void> {
    const { sightings, pictures } = gather(reads)
    const report: ScanReport | undefined =
      sightings.length > 0 ? await this.#ask('scan.submit', { sightings }) : undefined
    const findings = report?.status === 'found' ? report.findings : []
    this.clear()
    this.list = reads.map((read, index) => {
      const { name } = read
      const came = pictures[index] ?? { problem: 'failed' }
      return {
        name,
        picture: shown(read),
        original: read.picture,
        came: 'seen' in came ? reportOf(findings, came.seen) : came,
      }
    })
  }

  /** Shows a find that waits from before this page was opened, or from before it was locked. */
  async resume(): Promise<void> {
    const report = await this.#ask('scan.pending', {})
    if (report.status !== 'found' || this.list.length > 0) return
    this.list = [{ name: '', picture: report.picture, came: { report } }]
  }

  /** The vault opened or changed: what each find is to the accounts kept may be another thing now. */
  async refresh(): Promise<void> {
    if (this.accounts.length === 0) return
    const pending = await this.#ask('scan.pending', {})
    if (pending.status !== 'found') return
    for (const { find, standing } of accountsIn(pending)) this.#settle(find, standing)
  }

  async add(find: FindId, name: string, despiteConflict: boolean): Promise<AccountAdded> {
    const reply = await this.#ask('accounts.add', { find, name, despiteConflict })
    if (reply.status === 'added') this.#settle(find, { kind: 'present', name })
    if (reply.status === 'present' || reply.status === 'conflict')
      this.#settle(find, { kind: reply.status, name: reply.name })
    return reply
  }

  /** The person is done with all of it. */
  async dismiss(): Promise<void> {
    this.clear()
    await this.#ask('scan.dismiss', {})
  }

  /** Nothing of it stays on the page. What was handed in still waits in the background. */
  clear(): void {
    for (const { picture } of this.list) if (picture) URL.revokeObjectURL(picture.url)
    this.list = []
  }

  #settle(find: FindId, standing: FindStanding): void {
    const settled = (finding: Finding): Finding =>
      finding.kind === 'account' && finding.find === find ? { ...finding, standing } : finding
    this.list = this.list.map((result) =>
      'report' in result.came
        ? {
            ...result,
            came: { report: { ...result.came.report, findings: result.came.report.findings.map(settled) } },
          }
        : result,
    )
  }
}

function shown({ picture, size }: PictureRead): Thumbnail | undefined {
  return picture && size && { url: URL.createObjectURL(picture), ...size }
}

/** What the background says of the symbols seen in one picture, each where this picture has it. */
function reportOf(findings: readonly Finding[], seen: readonly Seen[]): Result['came'] {
  const here = seen.flatMap(({ index, places }) =>
    findings
      .filter(({ sighting }) => sighting === index)
      // An export's accounts have no place of their own.
      .map((finding) => (finding.places.length > 0 ? { ...finding, places } : finding)),
  )
  return here.length > 0
    ? { report: { status: 'found', findings: here, more: false } }
    : { problem: 'failed' }
}
