import browser, { type SidebarAction } from 'webextension-polyfill'

interface SidePanel {
  open(options: { windowId: number }): Promise<void>
}

/** Shows our list at the browser's side. To be called in the turn of a click. */
export type OpenSide = () => Promise<void>

/** How the side panel (Chromium) or the sidebar (Firefox) is opened here; undefined where the browser has neither. */
export function sideOpener(): OpenSide | undefined {
  const { sidebarAction } = browser as { readonly sidebarAction?: SidebarAction.Static }
  // Firefox counts a click only until the first wait.
  if (sidebarAction) return () => sidebarAction.open()
  const panel = sidePanel()
  return panel && (() => openHere(panel))
}

/** Chromium's, which the polyfill does not know. */
function sidePanel(): SidePanel | undefined {
  const { chrome } = globalThis as { readonly chrome?: { readonly sidePanel?: SidePanel } }
  return chrome?.sidePanel
}

/** Chromium takes a click for fresh for some seconds: there is time to ask which window this is. */
async function openHere(panel: SidePanel): Promise<void> {
  const { id } = await browser.windows.getCurrent()
  if (id !== undefined) await panel.open({ windowId: id })
}
