import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const THEMES = ['light', 'dark'] as const

/** What axe calls serious or critical on a page as it stands, one line each. */
export async function axeFindings(page: Page, name: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, impact, nodes }) =>
        `${name}: ${id} (${impact}), ${nodes.length} times, first: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ''}`,
    )
}
