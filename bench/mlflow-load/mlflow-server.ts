import { execFile, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freeOrigin } from '@/lib/server/testing/free-origin'

const START_MS = 120_000
const run = promisify(execFile)

interface MlflowServer {
  url: string
  stop(): void
}

/** The interpreter that can be a whole MLflow server on PostgreSQL, or why there is none. */
export async function findMlflow(): Promise<{ python: string; version: string } | { missing: string }> {
  const python = process.env['SLIPWAY_BENCH_PYTHON'] ?? process.env['SLIPWAY_TEST_MLFLOW_NEW'] ?? 'python3'
  const script = 'import flask, psycopg2, sqlalchemy, uvicorn, mlflow; print(mlflow.__version__)'
  try {
    return { python, version: (await run(python, ['-W', 'ignore', '-c', script])).stdout.trim() }
  } catch {
    return { missing: `${python} lacks mlflow or psycopg2-binary (SLIPWAY_BENCH_PYTHON names another interpreter)` }
  }
}

/** An MLflow server of one process: several share one socket and delay small answers by 40 ms, which would be no win of ours. */
export async function startMlflow(python: string, databaseUrl: string): Promise<MlflowServer> {
  const url = await freeOrigin()
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-mlflow-'))
  const args = ['-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', new URL(url).port, '--workers', '1']
  const places = [
    '--backend-store-uri',
    databaseUrl.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:'),
    '--artifacts-destination',
    join(folder, 'artifacts'),
  ]
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
