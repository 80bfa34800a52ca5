import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Figure } from './figure'
import { startWeb, type WebProcess } from './web-process'
import { withDatabase } from './with-database'

const MIB = 1024 * 1024
const SIZE = Number(process.env['SLIPWAY_BENCH_UPLOAD_MIB'] ?? 3072) * MIB
const BLOCK = randomBytes(MIB)

async function* blocks(bytes: number): AsyncGenerator<Buffer> {
  for (let left = bytes; left > 0; left -= MIB) yield left >= MIB ? BLOCK : BLOCK.subarray(0, left)
}

/** One file of 3 GiB in one request and in parts: megabytes a second against hashing and writing alone, and the growth of the web. */
export function run(): Promise<Figure[]> {
  return withDatabase(process.env['SLIPWAY_BENCH_BUCKET'] === 'on' ? measureWithBucket : measure)
}

/** The same with the bytes in a bucket of versitygw, which `.ci/s3-servers.sh` installs. */
async function measureWithBucket(): Promise<Figure[]> {
  const { S3_PROGRAMS, startS3Server } = await import('@/lib/server/testing/s3-server')
  const { settings, stop } = await startS3Server(S3_PROGRAMS.versitygw)
  process.env['SLIPWAY_S3_BUCKET'] = settings.bucket
  process.env['SLIPWAY_S3_ENDPOINT'] = settings.endpoint
  process.env['SLIPWAY_S3_ACCESS_KEY_ID'] = settings.accessKeyId
  process.env['SLIPWAY_S3_SECRET_ACCESS_KEY'] = settings.secretAccessKey
  try {
    return await measure()
  } finally {
    await stop()
  }
}

async function measure(): Promise<Figure[]> {
  const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
  const { clientWith } = await import('@/cli/api-client')
  const { readLocalFile, sendFile } = await import('@/cli/upload/send-file')
  const { apiToken } = await seedDemoIdentity()
  const folder = await mkdtemp(join(tmpdir(), 'slipway-upload-'))
  const web = await startWeb()
  try {
    const api = clientWith(web.url, { authorization: `Bearer ${apiToken}` })
    const model = await api.post<{ id: string }>('/registry/models', { name: 'large' })
    const newVersion = () => api.post<{ id: string }>(`/registry/models/${model.id}/versions`, {})
    await requireWhole(api, await newVersion())
    const bare = await seconds(() => hashAndWrite(join(folder, 'bare')))
    await rm(join(folder, 'bare'))

    const one = await newVersion()
    const put = await watched(web, async () => {
      const body = Readable.toWeb(Readable.from(blocks(SIZE))) as unknown as BodyInit
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(SIZE) }
      await api.put(`/registry/versions/${one.id}/files/large.bin`, body, headers)
    })

    const path = join(folder, 'large.bin')
    await writeFile(path, BLOCK)
    await truncate(path, SIZE)
    const local = await readLocalFile(path)
    const two = await newVersion()
    const parts = await watched(web, () => sendFile(api, two.id, local, () => undefined))
    return [
      speed('upload.hash-and-write', bare, null),
      speed('upload.one-request', put.seconds, bare),
      growth('upload.one-request.web-growth', put.growth),
      speed('upload.in-parts', parts.seconds, bare),
      growth('upload.in-parts.web-growth', parts.growth),
    ]
  } finally {
    await web.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Api = Awaited<ReturnType<typeof import('@/cli/api-client').clientWith>>

/** 12 MB arrive complete: nothing before the handler cuts a body. Also warms the handlers up, so that growth is not their loading. */
async function requireWhole(api: Api, version: { id: string }): Promise<void> {
  const bytes = await buffer(blocks(12 * MIB + 345))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const headers = { 'content-type': 'application/octet-stream', 'x-content-sha256': sha256 }
  const file = await api.put<{ sizeBytes: string }>(`/registry/versions/${version.id}/files/small.bin`, bytes, headers)
  if (file.sizeBytes !== String(bytes.length)) throw new Error(`${file.sizeBytes} of ${bytes.length} bytes arrived`)
}

async function hashAndWrite(path: string): Promise<void> {
  const { writeHashed } = await import('@/lib/server/disk-files')
  await writeHashed(blocks(SIZE), path, SIZE)
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function watched(web: WebProcess, work: () => Promise<void>): Promise<{ seconds: number; growth: number }> {
  const before = web.rss()
  let highest = before
  const timer = setInterval(() => {
    highest = Math.max(highest, web.rss())
  }, 50)
  try {
    const took = await seconds(work)
    console.error(`upload: ${took.toFixed(0)} s, web ${(before / MIB).toFixed(0)} to ${(highest / MIB).toFixed(0)} MiB`)
    return { seconds: took, growth: highest - before }
  } finally {
    clearInterval(timer)
  }
}

function speed(name: string, took: number, bare: number | null): Figure {
  const value = SIZE / 1e6 / took
  const baseline = bare === null ? null : SIZE / 1e6 / bare
  const ratio = baseline === null ? null : value / baseline
  return { name, value, unit: 'MB/s', baseline, ratio, target: null, n: 1, min: value, median: value, max: value }
}

function growth(name: string, bytes: number): Figure {
  const value = bytes / MIB
  return {
    name,
    value,
    unit: 'MiB',
    baseline: null,
    ratio: null,
    target: 200,
    n: 1,
    min: value,
    median: value,
    max: value,
  }
}
