import { t } from '../platform/i18n'
import type { Finding, FindStanding } from '../protocol/messages'
import { isolate } from './isolate'
import { explain } from './sentences'

/** One symbol in a list of several: what it is, and who it belongs to or what it holds. */
export interface Described {
  readonly title: string
  /** Empty if there is nothing to add. */
  readonly detail: string
}

export function describeFinding(finding: Finding): Described {
  if (finding.kind === 'account') {
    const { suggestedName, label } = finding.preview
    return { title: suggestedName, detail: [label.issuer, label.user].filter(Boolean).join(' · ') }
  }
  const { title, what, values = [] } = explain(finding)
  return { title: t(title), detail: what === undefined ? '' : t(what, ...values) }
}

/** What an account is to those kept, in few words; empty if it is new, or nothing is known. */
export function describeStanding(standing: FindStanding): string {
  if (standing.kind === 'present') return t('rowPresent', isolate(standing.name))
  return standing.kind === 'conflict' ? t('rowConflict') : ''
}
