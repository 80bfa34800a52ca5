import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '@/agent/testing/test-gateway'

const PYTHON = process.env['SLIPWAY_BENCH_PYTHON'] ?? 'python3'
const START_MS = 90_000
const run = promisify(execFile)

/** Another server of the same model, running, and how to ask it for one batch. */
export interface Peer {
  name: string
  url: string
  body: (batch: number, width: number) => unknown
  stop: () => void
}

const rows = (batch: number, width: number) =>
  Array.from({ length: batch }, (_, row) =>
    Array.from({ length: width }, (_, column) => ((row * width + column) * 7) % 20),
  )

const PEERS = [
  {
    name: 'fastapi',
    modules: ['fastapi', 'uvicorn', 'onnxruntime'],
    script: 'fastapi_server.py',
    path: '/',
    body: (batch: number, width: number) => ({
      inputs: [{ name: 'input', datatype: 'FP32', shape: [batch, width], data: rows(batch, width).flat() }],
    }),
  },
  {
    name: 'mlflow',
    modules: ['mlflow', 'onnx', 'onnxruntime'],
    script: 'mlflow_server.py',
    path: '/invocations',
    // As tensors: for a data frame MLflow makes one of the answer, too, and this model's answers differ in shape. Halves keep them floats.
    body: (batch: number, width: number) => ({
      inputs: { input: rows(batch, width).map((row) => row.map((value) => value + 0.5)) },
    }),
  },
]

async function answers(url: string, body: unknown, child: ChildProcess): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  for (const end = performance.now() + START_MS; performance.now() < end && child.exitCode === null; await sleep(250)) {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok) return true
  }
  return false
}

/** Starts the Python servers whose packages are there; says on stderr which are not. */
export async function startPeers(model: string, dir: string, width: number): Promise<Peer[]> {
  const peers: Peer[] = []
  for (const { name, modules, script, path, body } of PEERS) {
    const isThere = await run(PYTHON, ['-c', `import ${modules.join(', ')}`]).then(
      () => true,
      () => false,
    )
    if (!isThere) {
      process.stderr.write(`${name}: not measured; ${PYTHON} lacks one of ${modules.join(', ')}.\n`)
      continue
    }
    const port = await freePort()
    const file = join(import.meta.dirname, 'gateway-load', script)
    const folder = await mkdtemp(join(dir, `${name}-`))
    // A group of its own: the server may start further processes.
    const child = spawn(PYTHON, [file, model, String(port), folder], { detached: true, stdio: 'ignore' })
    const stop = () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
    }
    const url = `http://127.0.0.1:${port}${path}`
    if (await answers(url, body(1, width), child)) peers.push({ name, url, body, stop })
    else {
      stop()
      process.stderr.write(`${name}: not measured; it did not answer within ${START_MS / 1000} s.\n`)
    }
  }
  return peers
}
