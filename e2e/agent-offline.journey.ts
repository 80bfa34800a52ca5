import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { z } from 'zod'
import { demo, pageUrl } from './demo'
import { test } from './fixtures'
import { predict } from './traffic'

/** Among the processes of the stack the one that runs the subcommand `agent`. */
async function agentPid(): Promise<number> {
  const pids = z.array(z.number()).parse(JSON.parse(await readFile(join(demo.home, 'children.json'), 'utf8')))
  const pid = pids.find((one) =>
    / agent --state /.test(execFileSync('ps', ['-o', 'args=', '-p', String(one)], { encoding: 'utf8' })),
  )
  if (pid === undefined) throw new Error('the stack runs no agent')
  return pid
}

test('a silent agent is said to be late where it matters, serving goes on, and it comes back by itself', async ({
  pageAs,
}) => {
  test.setTimeout(240_000)
  const page = await pageAs('operator')
  await page.goto(pageUrl('agents'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 of 1 agent is online')
  const pid = await agentPid()
  // Stopped, not killed: the supervisor of the stack would start a killed one again at once.
  process.kill(pid, 'SIGSTOP')
  try {
    await expect(page.getByRole('heading', { level: 1 })).toContainText('0 of 1 agent', { timeout: 150_000 })
    const agents = page.getByRole('table', { name: 'Agents' })
    await expect(agents.getByRole('row').filter({ hasText: 'demo-local' })).toContainText('Late')
    await page.goto(pageUrl(`deployments/${demo.deploymentId}`))
    await expect(page.getByText('agent demo-local late')).toBeVisible()
    await page.goto(pageUrl())
    await expect(page.getByText(/demo-local/).first()).toBeVisible()
    expect(await predict('census-employment', 'while-the-agent-is-silent')).toBe(200)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await page.goto(pageUrl('agents'))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 of 1 agent is online', { timeout: 60_000 })
})
