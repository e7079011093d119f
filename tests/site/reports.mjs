import { jsonOf } from './visit.mjs'

/**
 * Writes down a breach of the page's policy: the browser's own report (an object named `csp-report`), or what
 * the page's listener saw.
 * @param {import('./visit.mjs').Visit} visit
 */
export function noteReports(visit) {
  const report = browserReport(visit.body)
  if (report) visit.state.violations.push({ from: 'report-uri', ...report })
  else {
    const { page = '', directive = '', blocked = '' } = jsonOf(visit)
    visit.state.violations.push({ from: 'listener', page, directive, blocked })
  }
}

/** @param {string} body */
function browserReport(body) {
  const report = JSON.parse(body)['csp-report']
  if (!report) return undefined
  return {
    page: String(report['document-uri']),
    directive: String(report['violated-directive']),
    blocked: String(report['blocked-uri']),
  }
}
