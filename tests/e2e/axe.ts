import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds wrong, by rule and place. */
export async function findings(page: Page): Promise<string[]> {
  // Otherwise axe opens a tab of its own, and a popup closes when it loses the focus.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}
