import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace, scopedToken } = await import('./testing/mlflow-client')
const { handleArtifacts } = await import('./artifacts/handle-artifacts')
const { handleRunArtifact, handleVersionArtifact } = await import('./artifacts/handle-get-artifact')

let token = ''
let readerToken = ''
let strangerToken = ''
let ask: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  const dana = await mlflowWorkspace('demo')
  token = dana.token
  ask = mlflowClient(token)
  readerToken = await scopedToken(dana, ['registry:read'])
  strangerToken = (await mlflowWorkspace('other')).token
})
afterAll(() => testDb.drop())

interface Sending {
  body?: BodyInit | object
  token?: string | null
  headers?: Record<string, string>
  handle?: (request: Request) => Promise<Response>
}

/** A request as a client's HTTP library sends it, to an address below the artifact API or a whole one. */
async function send(
  method: string,
  address: string,
  { body, token: own = token, headers = {}, handle = handleArtifacts }: Sending = {},
) {
  const url = address.startsWith('http')
    ? address
    : `http://localhost:3000${address.startsWith('/') ? '' : '/api/2.0/mlflow-artifacts/'}${address}`
  const isJson = typeof body === 'object' && Object.getPrototypeOf(body) === Object.prototype
  const init = {
    method,
    headers: {
      host: 'localhost:3000',
      ...(own === null ? {} : { authorization: `Bearer ${own}` }),
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as BodyInit) }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  }
  const response = await handle(new Request(url, init as RequestInit))
  const bytes = Buffer.from(await response.arrayBuffer())
  const json = (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(bytes.toString()) : null
  return { status: response.status, headers: response.headers, bytes, json }
}

async function newRun(): Promise<string> {
  return (await ask('POST', 'runs/create', { experiment_id: '0' })).body.run.info.run_id
}
async function newModel(): Promise<string> {
  return (await ask('POST', 'logged-models', { experiment_id: '0', name: 'model' })).body.model.info.model_id
}
const listed = async (path: string) => (await send('GET', `artifacts?path=${encodeURIComponent(path)}`)).json

describe('files of a run', () => {
  test('go up and come down byte for byte, whole and in ranges, and are listed by base name', async () => {
    const root = `0/${await newRun()}/artifacts`
    const bytes = randomBytes(70_000)
    for (const name of ['model/MLmodel', 'model/data/weights.bin', 'b.txt'])
      expect((await send('PUT', `artifacts/${root}/${name}`, { body: bytes })).json).toEqual({})
    const whole = await send('GET', `artifacts/${root}/model/data/weights.bin`)
    expect([whole.status, whole.bytes.equals(bytes), whole.headers.get('content-length')]).toEqual([200, true, '70000'])
    expect(whole.headers.get('etag')).toBe(`"sha256:${createHash('sha256').update(bytes).digest('hex')}"`)
    expect(whole.headers.get('content-disposition')).toContain('attachment')
    const part = await send('GET', `artifacts/${root}/b.txt`, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.bytes]).toEqual([206, bytes.subarray(10, 20)])
    expect(await listed(root)).toEqual({
      files: [
        { path: 'b.txt', is_dir: false, file_size: 70_000 },
        { path: 'model', is_dir: true },
      ],
    })
    expect((await listed(`${root}/model`)).files.map((file: { path: string }) => file.path)).toEqual([
      'MLmodel',
      'data',
    ])
    expect(await listed(`${root}/b.txt`)).toEqual({})
    expect(await listed(`${root}/absent`)).toEqual({})
    const run_id = root.split('/')[1] ?? ''
    const list = await ask('GET', 'artifacts/list', { run_id, path: 'model' })
    expect(list.body).toEqual({
      root_uri: `mlflow-artifacts:/${root}`,
      files: [
        { path: 'model/MLmodel', is_dir: false, file_size: 70_000 },
        { path: 'model/data', is_dir: true },
      ],
    })
    const old = await send('GET', `/get-artifact?run_uuid=${run_id}&path=model%2FMLmodel`, {
      handle: handleRunArtifact,
    })
    expect(old.bytes.equals(bytes)).toBe(true)
  })

  test('a name written again names the new bytes; what is deleted is gone, a root never', async () => {
    const root = `0/${await newRun()}/artifacts`
    await send('PUT', `artifacts/${root}/a/x.txt`, { body: 'one' })
    await send('PUT', `artifacts/${root}/a/x.txt`, { body: 'two' })
    await send('PUT', `artifacts/${root}/ab.txt`, { body: '' })
    expect((await send('GET', `artifacts/${root}/a/x.txt`)).bytes.toString()).toBe('two')
    expect((await send('DELETE', `artifacts/${root}`)).status).toBe(400)
    expect((await send('DELETE', `artifacts/${root}/none`)).status).toBe(404)
    expect((await send('DELETE', `artifacts/${root}/a`)).json).toEqual({})
    const gone = await send('GET', `artifacts/${root}/a/x.txt`)
    expect([gone.status, gone.json.error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST'])
    expect(await listed(root)).toEqual({ files: [{ path: 'ab.txt', is_dir: false, file_size: 0 }] })
  })

  test('paths that lead elsewhere, names that clash, and strangers', async () => {
    const run = await newRun()
    const root = `0/${run}/artifacts`
    for (const bad of ['..%2f..%2fx', '%252e%252e/x', 'a%5cb', 'a%00b', 'con', 'x%20', 'file:%2f%2fetc'])
      expect([bad, (await send('PUT', `artifacts/${root}/${bad}`, { body: 'x' })).status]).toEqual([bad, 400])
    for (const nowhere of [`1/${run}/artifacts/x`, `0/${'f'.repeat(32)}/artifacts/x`, 'etc/passwd', `0/${run}/other/x`])
      expect([nowhere, (await send('PUT', `artifacts/${nowhere}`, { body: 'x' })).status]).toEqual([nowhere, 404])
    await send('PUT', `artifacts/${root}/Model/x`, { body: 'x' })
    for (const clash of ['model/X', 'Model', 'Model/x/y'])
      expect([clash, (await send('PUT', `artifacts/${root}/${clash}`, { body: 'x' })).status]).toEqual([clash, 400])
    expect((await send('PUT', `artifacts/${root}/y`, { body: 'x', token: strangerToken })).status).toBe(404)
    expect((await send('GET', `artifacts/${root}/Model/x`, { token: strangerToken })).status).toBe(404)
    expect((await send('GET', `artifacts/${root}/Model/x`, { token: readerToken })).status).toBe(403)
    expect((await send('PUT', `artifacts/${root}/y`, { body: 'x', token: readerToken })).status).toBe(403)
    expect((await send('GET', `artifacts?path=${root}`, { token: readerToken })).status).toBe(200)
    expect((await send('GET', `artifacts/${root}/Model/x`, { token: null })).status).toBe(401)
    expect((await send('PATCH', `artifacts/${root}/x`)).json.error_code).toBe('ENDPOINT_NOT_FOUND')
    const basic = Buffer.from(`anyone:${token}`).toString('base64')
    expect(
      (await send('GET', `artifacts/${root}/Model/x`, { token: null, headers: { authorization: `Basic ${basic}` } }))
        .status,
    ).toBe(200)
  })

  test('an upload that breaks off leaves nothing', async () => {
    const root = `0/${await newRun()}/artifacts`
    const dying = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from('half'))
        controller.error(new Error('reset'))
      },
    })
    expect((await send('PUT', `artifacts/${root}/x`, { body: dying })).status).toBe(400)
    expect(await listed(root)).toEqual({})
  })
})

describe('check 8: immutability', () => {
  test('a registered logged model takes no change, and its version keeps its bytes', async () => {
    const model = await newModel()
    const root = `0/models/${model}/artifacts`
    await send('PUT', `artifacts/${root}/MLmodel`, { body: 'flavors: {}' })
    await ask('PATCH', `logged-models/${model}`, { status: 'LOGGED_MODEL_READY' })
    expect((await send('PUT', `artifacts/${root}/MLmodel`, { body: 'flavors: {python_function: {}}' })).status).toBe(
      200,
    )
    const sealed = (await send('GET', `artifacts/${root}/MLmodel`)).bytes
    await ask('POST', 'registered-models/create', { name: 'X' })
    const version = await ask('POST', 'model-versions/create', {
      name: 'X',
      source: `models:/${model}`,
      model_id: model,
    })
    expect(version.status, JSON.stringify(version.body)).toBe(200)
    for (const [method, path] of [
      ['PUT', 'MLmodel'],
      ['PUT', 'new.txt'],
      ['DELETE', 'MLmodel'],
    ] as const) {
      const refused = await send(method, `artifacts/${root}/${path}`, method === 'PUT' ? { body: 'other' } : {})
      expect([refused.status, refused.json]).toEqual([
        403,
        { error_code: 'PERMISSION_DENIED', message: `Model ${model} is registered as X version 1 and immutable.` },
      ])
    }
    const uri = (await ask('GET', 'model-versions/get-download-uri', { name: 'X', version: '1' })).body.artifact_uri
    const place = uri.replace('mlflow-artifacts:/', '')
    expect((await send('GET', `artifacts/${place}/MLmodel`)).bytes.equals(sealed)).toBe(true)
    expect((await listed(place)).files.map((file: { path: string }) => file.path)).toEqual(['MLmodel'])
    expect((await send('PUT', `artifacts/${place}/MLmodel`, { body: 'x' })).status).toBe(403)
    expect((await send('DELETE', `artifacts/${place}/MLmodel`)).status).toBe(403)
    const named = await send('GET', '/model-versions/get-artifact?name=X&version=1&path=MLmodel', {
      handle: handleVersionArtifact,
    })
    expect(named.bytes.equals(sealed)).toBe(true)
    const info = (await ask('GET', `logged-models/${model}`)).body.model.info
    expect(info.registrations).toEqual([{ name: 'X', version: '1' }])
    expect(info.tags).toContainEqual({ key: 'mlflow.modelVersions', value: '[{"name": "X", "version": 1}]' })
  })

  test('later changes of a run do not reach the version made from it', async () => {
    const run = await newRun()
    const root = `0/${run}/artifacts/model`
    await send('PUT', `artifacts/${root}/MLmodel`, { body: 'before' })
    await ask('POST', 'registered-models/create', { name: 'R' })
    const made = await ask('POST', 'model-versions/create', {
      name: 'R',
      source: `mlflow-artifacts:/${root}`,
      run_id: run,
    })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    expect((await send('PUT', `artifacts/${root}/MLmodel`, { body: 'after' })).status).toBe(200)
    await send('DELETE', `artifacts/${root}`)
    const uri = (await ask('GET', 'model-versions/get-download-uri', { name: 'R', version: '1' })).body.artifact_uri
    expect((await send('GET', `artifacts/${uri.replace('mlflow-artifacts:/', '')}/MLmodel`)).bytes.toString()).toBe(
      'before',
    )
  })

  test('taking a quarantined file says so and leaves an event', async () => {
    const { pool } = await import('@/lib/server/database')
    const run = await newRun()
    await send('PUT', `artifacts/0/${run}/artifacts/q/model.pkl`, { body: Buffer.from('cos\nsystem\n(S"x"\ntR.') })
    await ask('POST', 'registered-models/create', { name: 'Q' })
    await ask('POST', 'model-versions/create', { name: 'Q', source: `runs:/${run}/q`, run_id: run })
    await pool().query(`ALTER TABLE "ModelVersion" DISABLE TRIGGER USER`)
    await pool().query(
      `UPDATE "ModelVersion" SET state = 'QUARANTINED', verdict = 'suspicious' WHERE "sourceRunId" = $1`,
      [run],
    )
    await pool().query(`ALTER TABLE "ModelVersion" ENABLE TRIGGER USER`)
    const taken = await send('GET', '/model-versions/get-artifact?name=Q&version=1&path=model.pkl', {
      handle: handleVersionArtifact,
    })
    expect([taken.status, taken.headers.get('x-slipway-quarantine')]).toEqual([200, 'suspicious'])
    const { rows } = await pool().query(
      `SELECT count(*)::int AS n FROM "AuditEvent" WHERE type = 'registry.artifact-downloaded'`,
    )
    expect(rows[0].n).toBe(1)
  })
})

describe('check 10: in parts', () => {
  async function open(parts: number, path = '/home/ana/tmp/big.bin') {
    const root = `0/${await newRun()}/artifacts`
    const made = await send('POST', `mpu/create/${root}/model`, { body: { path, num_parts: parts } })
    expect(made.status, JSON.stringify(made.json)).toBe(200)
    return {
      root,
      uploadId: made.json.upload_id as string,
      credentials: made.json.credentials as { url: string; part_number: number }[],
    }
  }

  test('parts by signed addresses, in any order, become one file', async () => {
    const { root, uploadId, credentials } = await open(3)
    const chunks = [randomBytes(6_000_000), randomBytes(6_000_000), randomBytes(10)]
    const parts: { part_number: number; etag: string; url: string }[] = []
    for (const { url, part_number } of [...credentials].reverse()) {
      const chunk = chunks[part_number - 1] ?? Buffer.alloc(0)
      const answer = await send('PUT', url, { body: chunk, token: null })
      expect(answer.headers.get('etag')).toBe(`"sha256:${createHash('sha256').update(chunk).digest('hex')}"`)
      parts.unshift({ part_number, etag: answer.headers.get('etag') ?? '', url })
    }
    const end = { path: '/home/ana/tmp/big.bin', upload_id: uploadId, parts }
    expect(
      (await send('POST', `mpu/complete/${root}/model`, { body: { ...end, parts: parts.slice(0, 2) } })).status,
    ).toBe(400)
    expect((await send('POST', `mpu/complete/${root}/model`, { body: end })).json).toEqual({})
    expect((await send('POST', `mpu/complete/${root}/model`, { body: end })).json).toEqual({})
    const whole = await send('GET', `artifacts/${root}/model/big.bin`)
    expect(whole.bytes.equals(Buffer.concat(chunks))).toBe(true)
    expect((await send('PUT', credentials[0]?.url ?? '', { body: 'late', token: null })).status).toBe(404)
  })

  test('an address opens its own part only, unchanged and in its time', async () => {
    const { root, uploadId, credentials } = await open(2, 'C:\\Users\\ana\\big.bin')
    const url = credentials[0]?.url ?? ''
    const changes = [
      (text: string) => text.replace('/1?', '/2?'),
      (text: string) => text.replace(/exp=\d+/, 'exp=99999999999999'),
      (text: string) => text.replace(/exp=\d+/, 'exp=1'),
      (text: string) => text.replace(/sig=.{4}/, 'sig=AAAA'),
      (text: string) => text.replace(/\?.*/, ''),
    ]
    for (const change of changes) expect((await send('PUT', change(url), { body: 'x', token: null })).status).toBe(404)
    expect((await send('GET', url, { token: null })).status).toBe(404)
    expect(
      (
        await send('POST', `mpu/abort/${root}/model`, {
          body: { path: 'big.bin', upload_id: uploadId },
          token: strangerToken,
        })
      ).status,
    ).toBe(404)
    expect(
      (await send('POST', `mpu/abort/${root}/model`, { body: { path: 'big.bin', upload_id: uploadId } })).json,
    ).toEqual({})
    expect((await send('PUT', url, { body: 'x', token: null })).status).toBe(404)
  })

  test('a part changed after its answer, or too many parts, are refused in words clients understand', async () => {
    const { root, uploadId, credentials } = await open(1)
    const url = credentials[0]?.url ?? ''
    const first = await send('PUT', url, { body: 'one', token: null })
    await send('PUT', url, { body: 'two', token: null })
    const parts = [{ part_number: 1, etag: first.headers.get('etag'), url }]
    const end = { path: 'big.bin', upload_id: uploadId, parts }
    expect((await send('POST', `mpu/complete/${root}/model`, { body: end })).status).toBeGreaterThanOrEqual(400)
    expect((await send('POST', `mpu/complete/${root}/model`, { body: end })).status).toBeLessThan(500)
    const many = await send('POST', `mpu/create/${root}`, { body: { path: 'x', num_parts: 10_001 } })
    expect([many.status, many.json.error_code]).toEqual([501, 'NOT_IMPLEMENTED'])
    expect(many.json.message).toMatch(/^Multipart upload is not supported for the current artifact repository/)
  })

  test('presigned download: ranges without credentials, for these bytes alone', async () => {
    const run = await newRun()
    const bytes = randomBytes(5000)
    await send('PUT', `artifacts/0/${run}/artifacts/d%C3%BC/x.bin`, { body: bytes })
    const signed = await send('GET', `presigned/0/${run}/artifacts/d%C3%BC/x.bin`)
    expect(signed.json).toMatchObject({ headers: {}, file_size: 5000 })
    const part = await send('GET', signed.json.url, { token: null, headers: { range: 'bytes=100-199' } })
    expect([part.status, part.bytes]).toEqual([206, bytes.subarray(100, 200)])
    expect((await send('GET', signed.json.url.replace('x.bin', 'y.bin'), { token: null })).status).toBe(404)
    const byRun = await ask('POST', 'artifacts/presigned-download-url', { run_id: run, path: 'dü/x.bin' })
    expect((await send('GET', byRun.body.url, { token: null })).bytes.equals(bytes)).toBe(true)
    expect((await send('GET', `presigned/0/${run}/artifacts/none`)).status).toBe(404)
  })
})

test('check 8: a registration and a change of the same files never pass each other', { timeout: 120_000 }, async () => {
  await ask('POST', 'registered-models/create', { name: 'Race' })
  for (let round = 0; round < 3; round += 1) {
    const model = await newModel()
    const root = `0/models/${model}/artifacts`
    await send('PUT', `artifacts/${root}/MLmodel`, { body: 'before' })
    const [version, change] = await Promise.all([
      ask('POST', 'model-versions/create', { name: 'Race', source: `models:/${model}`, model_id: model }),
      send('PUT', `artifacts/${root}/MLmodel`, { body: 'after' }),
    ])
    expect(version.status, JSON.stringify(version.body)).toBe(200)
    expect([200, 403]).toContain(change.status)
    const wanted = { name: 'Race', version: version.body.model_version.version }
    const { artifact_uri } = (await ask('GET', 'model-versions/get-download-uri', wanted)).body
    const sealed = await send('GET', `artifacts/${artifact_uri.replace('mlflow-artifacts:/', '')}/MLmodel`)
    const now = await send('GET', `artifacts/${root}/MLmodel`)
    // Whoever came first: what is sealed is what stands in the model from then on.
    expect(sealed.bytes.toString()).toBe(now.bytes.toString())
    expect(now.bytes.toString()).toBe(change.status === 200 ? 'after' : 'before')
  }
})
