import browser, { type Runtime } from 'webextension-polyfill'

/**
 * Our pages that are open in the toolbar's popup or in tabs; none where the browser does not tell (Firefox before
 * it knew getContexts). Needs no permission.
 */
export async function openPages(where: 'POPUP' | 'TAB'): Promise<readonly Runtime.ExtensionContext[]> {
  const runtime: Partial<typeof browser.runtime> = browser.runtime
  return (await runtime.getContexts?.({ contextTypes: [where] })) ?? []
}

/** A tab that shows this page of ours, whatever its hash. */
export async function tabShowing(url: string): Promise<Runtime.ExtensionContext | undefined> {
  const pages = await openPages('TAB')
  return pages.find(({ documentUrl }) => documentUrl?.split('#')[0] === url)
}
