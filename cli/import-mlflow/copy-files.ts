import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { MlflowServer } from './mlflow-server'
import type { Report } from './report'

export interface RemoteFile {
  /** Below the folder that is copied. */
  path: string
  size: number
}

/** A folder of files on the server that is read from. */
export interface FileSource {
  list(): Promise<RemoteFile[]>
  fetch(path: string): Promise<Response>
}

interface Listed {
  path: string
  is_dir?: boolean
  file_size?: number | string
}

/** All files below a folder, by asking for one level after the other. `names` says whether a level answers base names. */
export async function walk(
  level: (folder: string) => Promise<Listed[]>,
  names: 'base' | 'whole',
): Promise<RemoteFile[]> {
  const files: RemoteFile[] = []
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop())
    for (const entry of await level(folder)) {
      const path = names === 'whole' || folder === '' ? entry.path : `${folder}/${entry.path}`
      if (entry.is_dir) waiting.push(path)
      else files.push({ path, size: Number(entry.file_size ?? 0) })
    }
  return files
}

export const coded = (path: string) => path.split('/').map(encodeURIComponent).join('/')

/** A folder behind MLflow's artifact proxy. */
export function proxied(server: MlflowServer, root: string): FileSource {
  return {
    list: () =>
      walk(async (folder) => {
        const path = folder === '' ? root : `${root}/${folder}`
        const answer = await server.send('GET', `/api/2.0/mlflow-artifacts/artifacts?${new URLSearchParams({ path })}`)
        return ((await answer.json()) as { files?: Listed[] }).files ?? []
      }, 'base'),
    fetch: (path) => server.send('GET', `/api/2.0/mlflow-artifacts/artifacts/${coded(`${root}/${path}`)}`),
  }
}

/** The bytes into a file of ours, with their digest: what is sent on can then be sent again. */
async function take(answer: Response, place: string): Promise<string> {
  const hash = createHash('sha256')
  const watched = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  const body = answer.body ?? new Response('').body
  await pipeline(Readable.fromWeb(body as unknown as ReadableStream), watched, createWriteStream(place))
  return hash.digest('hex')
}

/**
 * Copies what is missing. Slipway stores a file only if it has the digest that was taken while it was read, and names it whole or not at
 * all: a name that is there with its size was verified when it came.
 */
export async function copyFiles(from: FileSource, to: MlflowServer, root: string, report: Report): Promise<number> {
  const files = await from.list()
  const there = new Map((await proxied(to, root).list()).map(({ path, size }) => [path, size]))
  const folder = await mkdtemp(join(tmpdir(), 'slipway-import-'))
  try {
    for (const { path, size } of files) {
      if (there.get(path) === size) continue
      const place = join(folder, 'file')
      const digest = await take(await from.fetch(path), place)
      const { size: bytes } = await stat(place)
      const headers = { 'x-content-sha256': digest, 'content-length': String(bytes) }
      const again = () => Readable.toWeb(createReadStream(place)) as unknown as BodyInit
      await to.send('PUT', `/api/2.0/mlflow-artifacts/artifacts/${coded(`${root}/${path}`)}`, { headers, again })
      report.count('files')
      report.count('bytes', bytes)
    }
    return files.length
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
