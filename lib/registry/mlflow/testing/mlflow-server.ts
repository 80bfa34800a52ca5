import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freeOrigin } from '@/lib/server/testing/free-origin'

const START_MS = 120_000

interface MlflowServer {
  url: string
  stop(): void
}

/** An MLflow server on PostgreSQL, or on SQLite where no database is named, of one process: several share one socket and delay small answers by 40 ms, which would be no win of ours. */
export async function startMlflow(python: string, databaseUrl?: string): Promise<MlflowServer> {
  const url = await freeOrigin()
  const folder = await mkdtemp(join(tmpdir(), 'slipway-mlflow-'))
  const args = ['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', new URL(url).port, '--workers', '1']
  const store =
    databaseUrl?.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:') ?? `sqlite:///${join(folder, 'mlflow.db')}`
  const places = ['--backend-store-uri', store, '--artifacts-destination', join(folder, 'artifacts')]
  const env = {
    ...process.env,
    MLFLOW_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: 'true',
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
  }
  // A group of its own: the command starts the server as a further process.
  const child = spawn(python, [...args, ...places], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000)
  })
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  for (const end = performance.now() + START_MS; performance.now() < end && child.exitCode === null; await sleep(250)) {
    const answer = await fetch(`${url}/health`).catch(() => null)
    if (answer?.ok) return { url, stop }
  }
  stop()
  throw new Error(`The MLflow server did not start: ${said}`)
}
