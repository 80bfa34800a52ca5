import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** Python interpreters with a real MLflow client, oldest and newest of those supported, as `.ci/mlflow-clients.sh` installs them. */
export const PYTHON_CLIENTS = {
  oldest: process.env['SLIPWAY_TEST_MLFLOW_OLD'],
  newest: process.env['SLIPWAY_TEST_MLFLOW_NEW'],
}

interface StepReport {
  client: string
  step: string
  ok: boolean
  error?: string
  at?: string
}

/** Runs a script of steps that prints one JSON line each; what it writes to stderr counts only when it says nothing else. */
export async function runSession(
  python: string,
  script: string,
  env: Record<string, string>,
): Promise<{ steps: StepReport[]; code: number | null; stderr: string }> {
  const child = spawn(python, [script], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4000)
  })
  const steps: StepReport[] = []
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('{"client"')) steps.push(JSON.parse(line) as StepReport)
  const [code] = (await ended) as [number | null]
  return { steps, code, stderr }
}
