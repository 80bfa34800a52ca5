import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { tinyOnnx } from './testing/tiny-onnx'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { call } = await import('@/lib/server/testing/call')
const { env } = await import('@/lib/server/env')
const { runIntake } = await import('./run-intake')
const { resolveWorkspace } = await import('@/lib/identity/door')
const { database } = await import('@/lib/server/database')
const { POST: signIn } = await import('@/app/api/v1/identity/sign-in/route')
const { POST: createModel } = await import('@/app/api/v1/registry/models/route')
const { POST: createVersion } = await import('@/app/api/v1/registry/models/[modelId]/versions/route')
const { GET: getVersion } = await import('@/app/api/v1/registry/versions/[versionId]/route')
const { POST: submit } = await import('@/app/api/v1/registry/versions/[versionId]/submit/route')
const { GET: download, PUT: upload } = await import('@/app/api/v1/registry/versions/[versionId]/files/[...path]/route')

const cookies = new Map<string, string>()
const as = (role: string) => ({ cookie: cookies.get(role) ?? '', workspace: 'demo' })
const dana = () => as('data-scientist')
const bytes = tinyOnnx({ task: 'regression' })
const sha256 = createHash('sha256').update(bytes).digest('hex')

beforeAll(async () => {
  const demo = await seedDemoIdentity()
  for (const { role, email, password } of demo.personas) {
    const answer = await call(signIn, { body: { email, password } })
    cookies.set(role, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '')
  }
})
afterAll(() => testDb.drop())

let models = 0
async function newVersion(): Promise<string> {
  models += 1
  const model = await call(createModel, { ...dana(), body: { name: `model-${models}` } })
  const version = await call(createVersion, { ...dana(), params: { modelId: model.body.id }, body: {} })
  expect(version.status).toBe(201)
  return version.body.id
}

interface Sending {
  path?: string
  headers?: Record<string, string>
  body?: BodyInit
  role?: string
}

async function put(
  versionId: string,
  { path = 'model.onnx', headers = {}, body = Buffer.from(bytes), role = 'data-scientist' }: Sending = {},
) {
  const request = new Request(`http://localhost:3000/api/v1/registry/versions/${versionId}/files/${path}`, {
    method: 'PUT',
    body,
    headers: {
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
      cookie: as(role).cookie,
      'x-slipway-workspace': 'demo',
      ...headers,
    },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  } as RequestInit)
  const response = await upload(request, { params: Promise.resolve({ versionId, path: [path] }) })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

async function get(
  versionId: string,
  headers: Record<string, string> = {},
  role = 'data-scientist',
): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/registry/versions/${versionId}/files/model.onnx`, {
    headers: { host: 'localhost:3000', cookie: as(role).cookie, 'x-slipway-workspace': 'demo', ...headers },
  })
  return download(request, { params: Promise.resolve({ versionId, path: ['model.onnx'] }) })
}

const leftovers = () => readdirSync(join(env.blobDir, 'incoming'))

test('a file goes up, through intake, and comes down byte for byte, whole and in ranges', async () => {
  const versionId = await newVersion()
  const sent = await put(versionId, { headers: { 'x-content-sha256': sha256 } })
  expect(sent).toEqual({ status: 201, body: { path: 'model.onnx', sha256, sizeBytes: String(bytes.length) } })
  expect((await call(submit, { ...dana(), method: 'POST', params: { versionId }, body: {} })).status).toBe(202)
  await runIntake({ workspaceId: (await resolveWorkspace(database(), 'demo')).id, versionId })
  expect((await call(getVersion, { ...dana(), params: { versionId } })).body).toMatchObject({
    state: 'READY',
    task: 'regression',
  })
  const whole = await get(versionId)
  expect(Buffer.from(await whole.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  expect(whole.headers.get('content-disposition')).toContain('attachment')
  expect(whole.headers.get('content-security-policy')).toContain('sandbox')
  const part = await get(versionId, { range: 'bytes=2-5' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 2-5/${bytes.length}`])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(bytes.subarray(2, 6)))
  expect((await get(versionId, { range: 'bytes=99999-' })).status).toBe(416)
})

test('a broken download goes on only with the same bytes; HEAD and a known ETag send none', async () => {
  const versionId = await newVersion()
  await put(versionId)
  const etag = `"sha256:${sha256}"`
  const same = await get(versionId, { range: 'bytes=2-5', 'if-range': etag })
  expect([same.status, same.headers.get('etag'), (await same.arrayBuffer()).byteLength]).toEqual([206, etag, 4])
  const other = await get(versionId, { range: 'bytes=2-5', 'if-range': '"sha256:other"' })
  expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length])
  expect((await get(versionId, { 'if-none-match': etag })).status).toBe(304)
  const request = new Request(`http://localhost:3000/api/v1/registry/versions/${versionId}/files/model.onnx`, {
    method: 'HEAD',
    headers: { host: 'localhost:3000', cookie: dana().cookie, 'x-slipway-workspace': 'demo' },
  })
  const head = await download(request, { params: Promise.resolve({ versionId, path: ['model.onnx'] }) })
  expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, String(bytes.length), null])
  expect(head.headers.get('x-content-type-options')).toBe('nosniff')
})

test('a wrong digest or a short upload keeps nothing', async () => {
  const versionId = await newVersion()
  const wrong = await put(versionId, { headers: { 'x-content-sha256': '0'.repeat(64) } })
  expect([wrong.status, wrong.body.reason]).toEqual([422, 'digest_mismatch'])
  const short = await put(versionId, { headers: { 'content-length': String(bytes.length + 10) } })
  expect([short.status, short.body.reason]).toEqual([422, 'truncated_upload'])
  const dying = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 10))
      controller.error(new Error('reset'))
    },
  })
  const broken = await put(versionId, { body: dying })
  expect([broken.status, broken.body.reason]).toEqual([400, 'truncated_upload'])
  expect(leftovers()).toEqual([])
  expect((await get(versionId)).status).toBe(404)
})

test('S41: a path that leads elsewhere is refused before anything is read', async () => {
  const versionId = await newVersion()
  for (const path of ['..%2fx', '%252e%252e%252fx', 'a%5cb', 'a%00b', 'file:%2f%2f%2fetc', 'C:x', 'a%23b', 'x%20'])
    expect([path, (await put(versionId, { path })).status]).toEqual([path, 400])
})

test('strangers, roles without the right, other pages and unknown versions are refused', async () => {
  const versionId = await newVersion()
  expect((await put(versionId, { headers: { cookie: '' } })).status).toBe(401)
  expect((await put(versionId, { role: 'operator' })).status).toBe(403)
  expect((await put(versionId, { headers: { origin: 'https://evil.test' } })).status).toBe(403)
  expect((await put(versionId, { headers: { 'x-slipway-workspace': 'nobody' } })).status).toBe(404)
  expect((await put('018f3a5e-0000-7000-8000-000000000001')).status).toBe(404)
  expect((await get(versionId, { cookie: '' })).status).toBe(401)
})
