import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'
import { demo } from './demo'
import { test } from './fixtures'
import { demoRuns, uniqueName } from './prepare'

const run = promisify(execFile)

async function slipway(...args: string[]): Promise<string> {
  const { stdout } = await run('npx', ['tsx', 'cli/main.ts', ...args], {
    env: { ...process.env, SLIPWAY_URL: demo.url, SLIPWAY_TOKEN: demo.apiToken },
  })
  return stdout
}

test('the command line sees the same deployment as the screens', async () => {
  const items: unknown = JSON.parse(await slipway('status', '--json'))
  expect(items).toContainEqual(expect.objectContaining({ id: demo.deploymentId, name: 'census-employment' }))
})

test('the command line registers a version that becomes ready', async () => {
  const models = 'prisma/seed/demo/models'
  const name = uniqueName('from-the-cli')
  const answer: unknown = JSON.parse(
    await slipway('register', `${models}/champion.onnx`, `${models}/champion.json`, '--model', name, '--json'),
  )
  expect(answer).toMatchObject({ number: 1, state: 'READY' })
})

test('the command line registers a version from a run', async () => {
  const { runs } = await demoRuns()
  const best = runs.find((run) => run.name === 'gbm-d5-lr0.1-s0.7')
  const name = uniqueName('from-a-run')
  const answer: unknown = JSON.parse(await slipway('register-run', best?.runId ?? '', '--model', name, '--json'))
  expect(answer).toMatchObject({ number: 1, state: 'READY' })
})

test('a wrong token is refused in one line and a failing exit code', async () => {
  const failed = await run('npx', ['tsx', 'cli/main.ts', 'status'], {
    env: { ...process.env, SLIPWAY_URL: demo.url, SLIPWAY_TOKEN: 'slw_pat_nobody' },
  }).then(
    () => null,
    (error: { code: number; stderr: string }) => error,
  )
  expect(failed?.code).toBe(1)
  expect(failed?.stderr).toMatch(/token|sign in/i)
})
