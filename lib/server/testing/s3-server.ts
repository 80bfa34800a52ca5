import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { s3Client } from '../s3/s3-client'
import type { S3Settings } from '../s3/s3-settings'

export interface S3Server {
  settings: S3Settings
  stop(): Promise<void>
}

interface Program {
  /** Path of the program, from the variable that `.ci/s3-servers.sh` prints; undefined where it is not installed. */
  program: string | undefined
  args(port: number, folder: string): string[]
}

const KEYS = { accessKeyId: 'slipway-test', secretAccessKey: 'slipway-test-secret' }

/** Real S3 servers: versitygw checks every signature and stores files; moto is what Python projects test against. */
export const S3_PROGRAMS: Record<'versitygw' | 'moto', Program> = {
  versitygw: {
    program: process.env['SLIPWAY_TEST_VERSITYGW'],
    args: (port, folder) => [
      '--port',
      `127.0.0.1:${port}`,
      '--quiet',
      'posix',
      '--sidecar',
      join(folder, 'meta'),
      join(folder, 'data'),
    ],
  },
  moto: {
    program: process.env['SLIPWAY_TEST_MOTO'],
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
  },
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject()))
    })
  })
}

async function createBucket(settings: S3Settings, child: ChildProcess): Promise<void> {
  for (let attempt = 0; child.exitCode === null; attempt += 1) {
    const answer = await s3Client(settings)
      .send({ method: 'PUT', key: '' })
      .catch((error: unknown) => error)
    if (answer instanceof Response && answer.ok) return
    if (attempt === 20) throw new Error('The S3 server did not start', { cause: answer })
    await wait(100)
  }
  throw new Error(`The S3 server ended with ${child.exitCode}`)
}

/** Starts a server of its own with an empty bucket. */
export async function startS3Server({ program, args }: Program): Promise<S3Server> {
  if (program === undefined) throw new Error('not installed')
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'slipway-s3-'))
  for (const name of ['meta', 'data']) mkdirSync(join(folder, name))
  const env = { ...process.env, ROOT_ACCESS_KEY: KEYS.accessKeyId, ROOT_SECRET_KEY: KEYS.secretAccessKey }
  const child = spawn(program, args(port, folder), { env, stdio: 'ignore' })
  const settings: S3Settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'slipway-test',
    prefix: 'artifacts/',
    pathStyle: true,
    ...KEYS,
  }
  await createBucket(settings, child)
  return {
    settings,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
