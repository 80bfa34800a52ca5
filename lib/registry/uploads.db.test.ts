import { randomBytes } from 'node:crypto'
import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/new-id'
import { sha256Hex } from '@/lib/kernel/sha256'
import { useTestDatabase } from '@/lib/server/testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { call } = await import('@/lib/server/testing/call')
const { env } = await import('@/lib/server/env')
const { blobs } = await import('@/lib/server/blobs')
const { database } = await import('@/lib/server/database')
const { registryJobs } = await import('./jobs')
const { log } = await import('@/lib/server/log')
const { collectUploads } = await import('./collect-uploads')
const { POST: signIn } = await import('@/app/api/v1/identity/sign-in/route')
const { POST: createModel } = await import('@/app/api/v1/registry/models/route')
const { POST: createVersion } = await import('@/app/api/v1/registry/models/[modelId]/versions/route')
const { POST: archive } = await import('@/app/api/v1/registry/versions/[versionId]/archive/route')
const { GET: listFiles } = await import('@/app/api/v1/registry/versions/[versionId]/files/route')
const { POST: open } = await import('@/app/api/v1/registry/versions/[versionId]/uploads/route')
const { GET: list } = await import('@/app/api/v1/registry/uploads/route')
const { GET: status, DELETE: abort } = await import('@/app/api/v1/registry/uploads/[uploadId]/route')
const { PUT: putPart } = await import('@/app/api/v1/registry/uploads/[uploadId]/parts/[number]/route')
const { POST: complete } = await import('@/app/api/v1/registry/uploads/[uploadId]/complete/route')

const cookies: string[] = []
const dana = () => ({ cookie: cookies[0] ?? '', workspace: 'demo' })
const other = () => ({ cookie: cookies[1] ?? '', workspace: 'demo' })
const bytes = randomBytes(35)
const digest = sha256Hex(bytes)
const pieces = [0, 1, 2, 3].map((index) => bytes.subarray(index * 10, index * 10 + 10))
let modelId = ''

beforeAll(async () => {
  const demo = await seedDemoIdentity()
  for (const role of ['data-scientist', 'release-engineer']) {
    const persona = demo.personas.find((one) => one.role === role)
    const answer = await call(signIn, { body: { email: persona?.email, password: persona?.password } })
    cookies.push((answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }
  modelId = (await call(createModel, { ...dana(), body: { name: 'parts' } })).body.id
})
afterAll(() => testDb.drop())

async function newVersion(): Promise<string> {
  return (await call(createVersion, { ...dana(), params: { modelId }, body: {} })).body.id
}

/** An upload of 35 bytes in parts of ten; real ones have parts of 16 MiB. */
async function opened(promise: { sha256?: string } = {}, path = 'model.onnx') {
  const versionId = await newVersion()
  const answer = await call(open, { ...dana(), params: { versionId }, body: { path, sizeBytes: 35, ...promise } })
  expect(answer.status).toBe(201)
  await database().upload.update({ where: { id: answer.body.id }, data: { partBytes: 10 } })
  return { versionId, uploadId: String(answer.body.id) }
}

interface Sent {
  body?: BodyInit
  headers?: Record<string, string>
}

async function send(uploadId: string, number: number | string, { body, headers = {} }: Sent = {}) {
  const piece = body ?? pieces[Number(number) - 1] ?? Buffer.alloc(0)
  const request = new Request(`http://localhost:3000/api/v1/registry/uploads/${uploadId}/parts/${number}`, {
    method: 'PUT',
    body: piece,
    duplex: 'half',
    headers: {
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
      cookie: dana().cookie,
      'x-slipway-workspace': 'demo',
      ...headers,
    },
  } as RequestInit)
  const response = await putPart(request, { params: Promise.resolve({ uploadId, number: String(number) }) })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

const finish = (uploadId: string, body: object = { sha256: digest }) =>
  call(complete, { ...dana(), params: { uploadId }, body })
const stateOf = (uploadId: string) => call(status, { ...dana(), params: { uploadId } })

test('parts in any order, one sent twice, become the file; the end may be asked for again', async () => {
  const { versionId, uploadId } = await opened({ sha256: digest })
  for (const number of [4, 2, 1, 2]) expect((await send(uploadId, number)).status).toBe(200)
  const half = await finish(uploadId)
  expect([half.status, half.body.reason, half.body.missing]).toEqual([422, 'part_missing', [3]])
  expect((await stateOf(uploadId)).body).toMatchObject({ state: 'OPEN', partCount: 4, sizeBytes: '35' })
  await send(uploadId, 3, { headers: { 'x-content-sha256': sha256Hex(pieces[2] ?? '') } })
  const [one, two] = await Promise.all([finish(uploadId), finish(uploadId)])
  const file = { path: 'model.onnx', sha256: digest, sizeBytes: '35' }
  expect([one.status, one.body, two.body]).toEqual([200, file, file])
  expect((await finish(uploadId)).body).toEqual(file)
  expect((await call(listFiles, { ...dana(), params: { versionId } })).body.items).toEqual([file])
  expect((await buffer(await blobs().open(digest))).equals(bytes)).toBe(true)
  expect(await database().auditEvent.count({ where: { type: 'registry.file-uploaded' } })).toBe(1)
  expect((await send(uploadId, 1)).status).toBe(409)
})

test('who opens the same upload again goes on with it; another file is another upload', async () => {
  const { versionId, uploadId } = await opened({ sha256: digest })
  await send(uploadId, 2)
  const again = { ...dana(), params: { versionId }, body: { path: 'model.onnx', sizeBytes: 35, sha256: digest } }
  const resumed = await call(open, again)
  expect([resumed.body.id, resumed.body.parts.map((part: { number: number }) => part.number)]).toEqual([uploadId, [2]])
  const changed = await call(open, { ...again, body: { ...again.body, sha256: sha256Hex('other') } })
  expect(changed.body.id).not.toBe(uploadId)
  const mine = await call(list, { ...dana(), path: `/?modelId=${modelId}` })
  expect(mine.body.items.map((upload: { id: string }) => upload.id)).toContain(uploadId)
  await call(archive, { ...dana(), params: { versionId }, body: {} })
  const after = await call(list, { ...dana(), path: `/?modelId=${modelId}` })
  expect(after.body.items.map((upload: { id: string }) => upload.id)).not.toContain(uploadId)
})

test('a cut, short, long or false part keeps nothing; a part that does not exist is told so', async () => {
  const { uploadId } = await opened()
  const cut = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from('abc'))
      controller.error(new Error('reset'))
    },
  })
  const answers = [
    await send(uploadId, 1, { body: cut }),
    await send(uploadId, 1, { body: 'short' }),
    await send(uploadId, 1, { body: 'longer than ten bytes' }),
    await send(uploadId, 1, { headers: { 'x-content-sha256': '0'.repeat(64) } }),
    await send(uploadId, 5),
    await send(uploadId, 0),
    await send(uploadId, 'x'),
  ]
  expect(answers.map(({ status, body }) => [status, body.reason])).toEqual([
    [400, 'truncated_upload'],
    [422, 'truncated_upload'],
    [413, undefined],
    [422, 'digest_mismatch'],
    [422, 'no_such_part'],
    [422, 'no_such_part'],
    [422, undefined],
  ])
  expect(answers[4]?.body.detail).toBe('This upload has the parts 1 to 4; there is no part 5.')
  expect((await stateOf(uploadId)).body.parts).toEqual([])
})

test('a file that is not what its sender has is refused: by part it can be mended, as a whole it is gone', async () => {
  const { uploadId } = await opened()
  for (const number of [1, 2, 3, 4]) await send(uploadId, number)
  await send(uploadId, 3, { body: 'xxxxxxxxxx' })
  const parts = pieces.map((piece) => sha256Hex(piece))
  const wrong = await finish(uploadId, { parts })
  expect([wrong.status, wrong.body.reason, wrong.body.part]).toEqual([422, 'digest_mismatch', 3])
  await send(uploadId, 3)
  expect((await finish(uploadId, {})).status).toBe(422)
  expect((await finish(uploadId, { parts: parts.slice(0, 3) })).status).toBe(422)
  const whole = await finish(uploadId, { sha256: sha256Hex('promised') })
  expect([whole.status, whole.body.reason]).toEqual([422, 'digest_mismatch'])
  expect((await stateOf(uploadId)).status).toBe(404)
  const mended = await opened()
  for (const number of [1, 2, 3, 4]) await send(mended.uploadId, number)
  expect((await finish(mended.uploadId, { parts })).body.sha256).toBe(digest)
})

test('a part that the disk lost is missing again, and can be sent again', async () => {
  const { uploadId } = await opened({ sha256: digest })
  for (const number of [1, 2, 3, 4]) await send(uploadId, number)
  const { storeName } = await database().upload.findUniqueOrThrow({ where: { id: uploadId } })
  truncateSync(join(env.blobDir, 'uploads', storeName, '2'), 3)
  const lost = await finish(uploadId)
  expect([lost.status, lost.body.reason, lost.body.part]).toEqual([422, 'part_missing', 2])
  expect((await stateOf(uploadId)).body.parts.map((part: { number: number }) => part.number)).toEqual([1, 3, 4])
  await send(uploadId, 2)
  expect((await finish(uploadId)).status).toBe(200)
})

test('an upload is its opener’s alone, and of a version that takes files', async () => {
  const { uploadId, versionId } = await opened()
  const foreign = await call(status, { ...other(), params: { uploadId } })
  expect([foreign.status, foreign.body.reason]).toEqual([403, 'foreign_upload'])
  expect((await send(uploadId, 1, { headers: { cookie: other().cookie } })).status).toBe(403)
  expect((await call(abort, { ...other(), method: 'DELETE', params: { uploadId } })).status).toBe(403)
  expect((await send('018f3a5e-0000-7000-8000-000000000001', 1)).status).toBe(404)
  await call(archive, { ...dana(), params: { versionId }, body: {} })
  for (const number of [1, 2, 3, 4]) await send(uploadId, number)
  expect((await finish(uploadId)).status).toBe(409)
  const refused = await call(open, { ...dana(), params: { versionId }, body: { path: 'x', sizeBytes: 1 } })
  expect([refused.status, refused.body.reason]).toEqual([409, 'wrong_state'])
})

test('what a version would never take is refused before a byte is sent', async () => {
  const versionId = await newVersion()
  const ask = async (body: object) => (await call(open, { ...dana(), params: { versionId }, body })).status
  expect(await ask({ path: '../x', sizeBytes: 1 })).toBe(400)
  expect(await ask({ path: 'x', sizeBytes: 0 })).toBe(422)
  expect(await ask({ path: 'x', sizeBytes: 51 * 1024 ** 3 })).toBe(413)
  expect(await ask({ path: 'x', sizeBytes: 1, sha256: 'abc' })).toBe(422)
})

test('an aborted upload, one whose day is over, and a finished one leave no parts behind', async () => {
  const aborted = await opened()
  const expired = await opened()
  const done = await opened()
  const folders: string[] = []
  for (const { uploadId } of [aborted, expired, done]) {
    for (const number of [1, 2, 3, 4]) await send(uploadId, number)
    const { storeName } = await database().upload.findUniqueOrThrow({ where: { id: uploadId } })
    folders.push(join(env.blobDir, 'uploads', storeName))
  }
  expect(folders.map((folder) => existsSync(folder))).toEqual([true, true, true])
  expect((await call(abort, { ...dana(), method: 'DELETE', params: { uploadId: aborted.uploadId } })).status).toBe(200)
  expect((await finish(done.uploadId)).status).toBe(200)
  const discard = registryJobs.find((job) => job.name === 'registry.discard-parts')
  const jobs = await database().$queryRaw<{ payload: object }[]>`
    SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'registry.discard-parts'`
  for (const { payload } of jobs) await discard?.run(discard.schema.parse(payload) as never, { log })
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, false])
  const storeName = await blobs().parts.begin()
  const ofRun = { id: newId(), workspaceId: newId(), ownerId: newId(), path: 'x', partCount: 1, createdById: 'x' }
  await database().artifactUpload.create({ data: { ...ofRun, storeName } })
  folders.push(join(env.blobDir, 'uploads', storeName))
  await collectUploads(blobs(), new Date(Date.now() + 25 * 3_600_000))
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, false, false])
  expect(await database().artifactUpload.count()).toBe(0)
  expect((await stateOf(expired.uploadId)).status).toBe(404)
})
