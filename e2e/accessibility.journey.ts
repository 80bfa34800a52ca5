import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { demo } from './demo'
import { test } from './fixtures'
import { mainScreens } from './screens'

const THEMES = ['light', 'dark'] as const

test('axe finds nothing serious on any main screen in either theme', async ({ pageAs, browser }) => {
  test.setTimeout(360_000)
  const findings: string[] = []
  const look = async (name: string, builder: AxeBuilder) => {
    const { violations } = await builder.analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        findings.push(
          `${name}: ${id} (${impact}), ${nodes.length} times, first: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ''}`,
        )
  }
  for (const theme of THEMES) {
    const signIn = await (await browser.newContext({ colorScheme: theme, bypassCSP: true })).newPage()
    await signIn.goto(`${demo.url}/sign-in`)
    await signIn.getByRole('button', { name: 'Sign in' }).waitFor()
    await look(`sign-in ${theme}`, new AxeBuilder({ page: signIn }))
    await signIn.context().close()
  }
  for (const { name, role, url } of await mainScreens()) {
    const page = await pageAs(role)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await look(`${name} ${theme}`, new AxeBuilder({ page }))
    }
    await page.context().close()
  }
  expect(findings).toEqual([])
})
