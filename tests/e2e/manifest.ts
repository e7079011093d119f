/** The built manifest, as far as promises go. */
export type BuiltManifest = Readonly<Record<string, unknown>>

const PERMISSIONS = {
  chromium: ['activeTab', 'alarms', 'contextMenus', 'idle', 'sidePanel', 'storage'],
  firefox: ['activeTab', 'alarms', 'contextMenus', 'idle', 'storage'],
} as const
/** Asked for only when a person switches on what needs them. */
const OPTIONAL = ['notifications']
const MATCHES = [
  'https://login.live.com/*',
  'https://login.microsoft.com/*',
  'https://login.microsoftonline.com/*',
  'https://mysignins.microsoft.com/*',
]
/** Every directive, in order, as SECURITY.md promises them. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "worker-src 'self'",
  "frame-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types kode-worker',
].join('; ')

/** Keys that would give a page, a site or another extension a way in. */
const FORBIDDEN = [
  'host_permissions',
  'optional_host_permissions',
  'web_accessible_resources',
  'sandbox',
  'devtools_page',
  'chrome_url_overrides',
  'content_capabilities',
  'update_url',
]

/** Every promise that a built manifest breaks, as sentences. */
export function brokenPromises(manifest: BuiltManifest, target: 'chromium' | 'firefox'): string[] {
  const scripts = manifest.content_scripts as Record<string, unknown>[] | undefined
  const matches = (scripts ?? []).flatMap((script) => script.matches as string[]).sort()
  const policy = manifest.content_security_policy as Record<string, unknown> | undefined
  return [
    ...FORBIDDEN.filter((key) => key in manifest).map((key) => `has ${key}`),
    ...differs(
      'permissions',
      [...((manifest.permissions as string[] | undefined) ?? [])].sort(),
      PERMISSIONS[target],
    ),
    ...differs('optional permissions', manifest.optional_permissions, OPTIONAL),
    ...differs('matches', matches, MATCHES),
    ...differs('policy', policy, { extension_pages: POLICY }),
    ...(scripts ?? []).flatMap(frameProblems),
    ...(target === 'chromium'
      ? differs('external', manifest.externally_connectable, { ids: [], matches: [] })
      : []),
  ]
}

function frameProblems(script: Record<string, unknown>): string[] {
  const reach = ['all_frames', 'match_about_blank', 'match_origin_as_fallback', 'include_globs']
  const problems = reach.filter((key) => script[key] !== undefined && script[key] !== false)
  if (script.world !== undefined && script.world !== 'ISOLATED') problems.push('world')
  return problems.map((key) => `a content script has ${key}`)
}

function differs(what: string, built: unknown, promised: unknown): string[] {
  const [found, wanted] = [JSON.stringify(built), JSON.stringify(promised)]
  return found === wanted ? [] : [`${what}: ${found} is not ${wanted}`]
}
