import { expect } from '@playwright/test'
import { axeFindings, THEMES } from './axe-findings'
import { demo, pageUrl } from './demo'
import { test } from './fixtures'
import { mainScreens } from './screens'

test('axe finds nothing serious on any main screen in either theme', async ({ pageAs, browser }) => {
  test.setTimeout(360_000)
  const findings: string[] = []
  for (const theme of THEMES) {
    const signIn = await (await browser.newContext({ colorScheme: theme, bypassCSP: true })).newPage()
    await signIn.goto(`${demo.url}/sign-in`)
    await signIn.getByRole('button', { name: 'Sign in' }).waitFor()
    findings.push(...(await axeFindings(signIn, `sign-in ${theme}`)))
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
      findings.push(...(await axeFindings(page, `${name} ${theme}`)))
    }
    await page.context().close()
  }
  expect(findings).toEqual([])
})

test('what is focused in a row stays focused when fresh rows arrive', async ({ pageAs }) => {
  const page = await pageAs('operator')
  await page.goto(pageUrl('agents'))
  const link = page.getByRole('row').getByRole('link').first()
  await link.focus()
  // Two answers: the second one is asked for after the first one was drawn.
  for (let round = 0; round < 2; round += 1)
    await page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/agents/agents'))
  await expect(link).toBeFocused()
  await page.context().close()
})
