import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { S3_PROGRAMS, type S3Server, startS3Server } from '@/lib/server/testing/s3-server'
import { useTestDatabase } from '@/lib/server/testing/test-database'
import { tinyOnnx } from '../testing/tiny-onnx'

const SECRET = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY'
const { versitygw } = S3_PROGRAMS
if (versitygw.program === undefined)
  process.stderr.write(
    'versitygw is not installed here (.ci/s3-servers.sh installs it): imports from S3 are not tested.\n',
  )

let answer: RequestListener = (_request, response) => void response.writeHead(404).end()
const web = createServer((request, response) => answer(request, response))
await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
const host = `127.0.0.1:${(web.address() as AddressInfo).port}`
const s3: S3Server | null = versitygw.program === undefined ? null : await startS3Server(versitygw)

const testDb = await useTestDatabase()
process.env['SLIPWAY_RATE_FACTOR'] = '1000'
process.env['SLIPWAY_EGRESS_ALLOW'] = [host, ...(s3 ? [new URL(s3.settings.endpoint).host] : [])].join(',')
const { database, pool } = await import('@/lib/server/database')
const { keepJobs } = await import('@/cli/worker/keep-jobs')
const { createDeadLocks } = await import('@/cli/worker/dead-locks')
const { runCommand } = await import('@/lib/server/run-command')
const { runQuery } = await import('@/lib/server/run-query')
const { s3Client } = await import('@/lib/server/s3/s3-client')
const { mlflowClient, mlflowWorkspace } = await import('../mlflow/testing/mlflow-client')
const { registryJobs } = await import('../jobs')
const { runIntake } = await import('../run-intake')
const { person } = await import('../testing/people')
const { addImportSource } = await import('../use-cases/add-import-source')
const { attachFile } = await import('../use-cases/attach-file')
const { listImportSources } = await import('../use-cases/list-import-sources')
const { removeImportSource } = await import('../use-cases/remove-import-source')
const { replaceImportSecret } = await import('../use-cases/replace-import-secret')
const { submitVersion } = await import('../use-cases/submit-version')
const { runImport } = await import('./run-import')

type Workspace = Awaited<ReturnType<typeof mlflowWorkspace>>
let here: Workspace
let ask: ReturnType<typeof mlflowClient>
beforeAll(async () => {
  here = await mlflowWorkspace('imports')
  ask = mlflowClient(here.token)
  await ask('POST', 'registered-models/create', { name: 'churn' })
})
afterAll(async () => {
  web.close().closeAllConnections()
  await s3?.stop()
  await testDb.drop()
})

const admin = ({ workspaceId }: Workspace) => ({
  principal: person(workspaceId, 'Pablo', ['platform-admin', 'data-scientist']),
  workspace: workspaceId,
})
const add = (workspace: Workspace, input: object) => runCommand(addImportSource, { ...admin(workspace), input })
const register = (source: string) => ask('POST', 'model-versions/create', { name: 'churn', source })

async function registered(source: string): Promise<{ id: string; version: string }> {
  const { status, body } = await register(source)
  expect([status, body.model_version?.status]).toEqual([200, 'PENDING_REGISTRATION'])
  const { version, slipway } = body.model_version
  const [, id] = /^http:\/\/localhost:3000\/imports\/models\/churn\/versions\/([0-9a-f-]{36})$/.exec(slipway.url) ?? []
  return { version, id: id ?? 'no page of the console' }
}

/** Tables of which a row says this text, in plain, base64 or hex. */
async function tablesHolding(text: string): Promise<string[]> {
  const tables = await database().$queryRaw<{ name: string; place: string }[]>`SELECT table_name AS name,
    format('%I.%I', table_schema, table_name) AS place FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`
  const forms = (['utf8', 'base64', 'hex'] as const).map((form) => Buffer.from(text).toString(form).replace(/=*$/, ''))
  const found: string[] = []
  for (const { name, place } of tables) {
    const rows = await pool().query(
      `SELECT 1 FROM ${place} t WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) form WHERE position(form IN t::text) > 0) LIMIT 1`,
      [forms],
    )
    if (rows.rowCount === 1) found.push(name)
  }
  return found
}

/** What the worker does with the jobs of a version, without the waits between attempts. */
async function work(versionId: string): Promise<void> {
  const job = { workspaceId: here.workspaceId, versionId }
  await runImport(job, { pausesMs: [0, 0, 0] })
  await runIntake(job)
}
const status = async (version: string) =>
  (await ask('GET', 'model-versions/get', { name: 'churn', version })).body.model_version

describe('without an import source that covers it', () => {
  test.each(['s3://models/churn', 'gs://models/churn', 'https://files.example/m.onnx'])('%s', async (source) => {
    const { status, body } = await register(source)
    expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect(body.message).toContain(`Invalid model version source: '${source}'. No import source of this workspace`)
  })

  test.each([`http://${host}/a/../m`, `http://${host}/m?x=1`, `http://${host}/a%252fb`, `http://${host}`])(
    '%s is no address that a source could cover',
    async (source) => {
      await add(here, { address: `http://${host}/` }).catch(() => undefined)
      const { status, body } = await register(source)
      expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    },
  )

  test('a source of another workspace covers nothing here', async () => {
    const other = await mlflowWorkspace('elsewhere')
    await add(other, { address: 's3://theirs/models', accessKeyId: 'AKIA', secret: SECRET })
    const { status, body } = await register('s3://theirs/models/churn')
    expect([status, body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect((await runQuery(listImportSources, { ...admin(here), input: {} })).items).toHaveLength(1)
  })
})

describe('import sources', () => {
  test.each([
    ['https://127.0.0.1/models', 'leads to a private or reserved address'],
    ['https://0x7f.1/models', 'leads to a private or reserved address'],
    ['https://[::1]/models', 'leads to a private or reserved address'],
    ['http://files.example/models', 'SLIPWAY_EGRESS_ALLOW'],
    ['https://files.example:8443/models', 'SLIPWAY_EGRESS_ALLOW'],
    ['https://metadata.google.internal/', 'not open'],
  ])('%s is refused when it is added', async (address, message) => {
    await expect(add(here, { address })).rejects.toThrow(message)
  })

  test.each([
    [{ address: 's3://models/x' }, 'a bucket needs an access key'],
    [{ address: 's3://models/x', accessKeyId: 'AKIA' }, 'a bucket needs an access key'],
    [{ address: 's3://models/../x', accessKeyId: 'AKIA', secret: SECRET }, 'name a bucket'],
    [{ address: 'https://files.example/x', accessKeyId: 'AKIA', secret: SECRET }, 'a token only'],
    [{ address: 'https://files.example/x', endpoint: 'https://other.example' }, 'only an s3 source'],
    [{ address: `http://${host}/y`, secret: SECRET }, 'not sent without TLS'],
    [{ address: 's3://models/x', accessKeyId: 'AKIA', secret: SECRET, endpoint: 'https://10.0.0.1' }, 'private'],
  ])('%o is refused', async (input, message) => {
    await expect(add(here, input)).rejects.toThrow(message)
  })

  test('added, given another secret, removed; the secret is nowhere to be read', async () => {
    const address = 's3://models/team'
    const added = await add(here, { address, region: 'eu-central-1', accessKeyId: 'AKIA', secret: SECRET })
    expect(added).toMatchObject({ address, accessKeyId: 'AKIA', secret: '***', region: 'eu-central-1' })
    await expect(add(here, { address, accessKeyId: 'AKIA', secret: SECRET })).rejects.toMatchObject({
      code: 'conflict',
    })
    const ref = { importSourceId: added.id }
    const changed = await runCommand(replaceImportSecret, { ...admin(here), input: { ...ref, secret: `${SECRET}2` } })
    expect(changed.secretFingerprint).not.toBe(added.secretFingerprint)
    expect(changed.accessKeyId).toBe('AKIA')
    const other = await mlflowWorkspace('strangers')
    for (const command of [removeImportSource, replaceImportSecret])
      await expect(
        runCommand(command, {
          ...admin(other),
          input: { ...ref, ...(command === removeImportSource ? {} : { secret: 'x' }) },
        }),
      ).rejects.toMatchObject({ code: 'not_found' })
    const again = { ...admin(here), input: { ...ref, secret: `${SECRET}3` }, idempotencyKey: 'again' }
    for (let round = 0; round < 2; round += 1) await runCommand(replaceImportSecret, again)
    expect(await tablesHolding('AKIA')).toEqual(['AuditEvent', 'IdempotencyKey', 'ImportSource'])
    expect(await tablesHolding(SECRET)).toEqual([])
    await runCommand(removeImportSource, { ...admin(here), input: ref })
    expect(await database().importSource.findUnique({ where: { id: added.id } })).toMatchObject({ secret: null })
    const { items } = await runQuery(listImportSources, { ...admin(here), input: {} })
    expect(items.map((one) => one.address)).not.toContain(address)
    const events = await database().auditEvent.findMany({ where: { type: { startsWith: 'registry.import-source-' } } })
    expect(new Set(events.map((event) => event.type)).size).toBe(3)
    expect(JSON.stringify([added, changed, items])).not.toContain(SECRET)
  })

  test('only administrators see or change them', async () => {
    const call = {
      principal: person(here.workspaceId, 'Dana', ['data-scientist', 'operator']),
      workspace: here.workspaceId,
    }
    await expect(runQuery(listImportSources, { ...call, input: {} })).rejects.toMatchObject({ code: 'forbidden' })
    const input = { address: 'https://files.example/x' }
    await expect(runCommand(addImportSource, { ...call, input })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('pages follow one another without gaps', async () => {
    const paged = await mlflowWorkspace('paged')
    for (const name of ['a', 'b', 'c']) await add(paged, { address: `https://files.example/${name}` })
    const first = await runQuery(listImportSources, { ...admin(paged), input: { limit: 2 } })
    const rest = await runQuery(listImportSources, {
      ...admin(paged),
      input: { limit: 2, cursor: first.nextCursor ?? '' },
    })
    const names = [...first.items, ...rest.items].map((one) => one.address.slice(-1))
    expect([names, rest.nextCursor]).toEqual([['c', 'b', 'a'], null])
  })
})

describe('a file of a web server', () => {
  const model = tinyOnnx()
  const source = `http://${host}/models/model%20one.onnx`

  test('is copied by a job of its own, checked, and READY; what was said stays', async () => {
    const paths: (string | undefined)[] = []
    answer = (request, response) => {
      paths.push(request.url)
      response.end(model)
    }
    const { id, version } = await registered(source)
    const jobs = await database().$queryRaw<{ task: string }[]>`
      SELECT task_identifier AS task FROM graphile_worker.jobs WHERE key = ${`registry.import-source:${id}`}`
    expect(jobs).toEqual([{ task: 'registry.import-source' }])
    expect(paths).toEqual([])
    await work(id)
    expect(paths).toEqual(['/models/model%20one.onnx'])
    expect(await status(version)).toMatchObject({ status: 'READY', source, slipway: { scan_verdict: 'clean' } })
    const files = await database().versionFile.findMany({ where: { versionId: id } })
    expect(files.map(({ path, sizeBytes }) => [path, Number(sizeBytes)])).toEqual([
      ['model one.onnx', model.byteLength],
    ])
  })

  test('nobody else puts files into it, or hands it in, while it is copied', async () => {
    const { id } = await registered(source)
    const call = admin(here)
    const file = { versionId: id, path: 'x', sha256: '0'.repeat(64), sizeBytes: 1 }
    const beingCopied = { code: 'conflict', details: { reason: 'being_copied' } }
    await expect(runCommand(attachFile, { ...call, input: file })).rejects.toMatchObject(beingCopied)
    await expect(runCommand(submitVersion, { ...call, input: { versionId: id } })).rejects.toMatchObject(beingCopied)
  })

  test.each([
    [404, 'there is nothing (404)'],
    [403, 'access was refused (403)'],
    [302, 'redirects are not followed'],
    [503, 'the store answered 503'],
  ])('an answer of %i refuses the version and says why', async (code, message) => {
    let asked = 0
    answer = (_request, response) => {
      asked += 1
      response.writeHead(code, { location: 'http://169.254.169.254/' }).end()
    }
    const { id, version } = await registered(source)
    await work(id)
    const { status: state, status_message } = await status(version)
    expect(state).toBe('FAILED_REGISTRATION')
    expect(status_message).toContain(message)
    expect(status_message).toContain(source)
    // Only what may be better in a moment is asked again.
    expect(asked).toBe(code === 503 ? 4 : 1)
  })

  test('a connection that breaks in the middle is tried again; nothing of the first try is kept', async () => {
    let asked = 0
    answer = (_request, response) => {
      asked += 1
      if (asked > 1) return void response.end(model)
      response.writeHead(200, { 'content-length': String(model.byteLength) }).write(model.subarray(0, 20))
      setImmediate(() => response.destroy())
    }
    const { id, version } = await registered(source)
    await work(id)
    expect([asked, (await status(version)).status]).toEqual([2, 'READY'])
  })

  test('a job that is taken again while the first holder still copies seals the version once', async () => {
    let begun = () => {}
    let goOn = () => {}
    const first = new Promise<void>((resolve) => {
      begun = resolve
    })
    const held = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let asked = 0
    answer = async (_request, response) => {
      asked += 1
      if (asked === 1) {
        begun()
        await held
      }
      response.end(model)
    }
    const { id, version } = await registered(source)
    const job = { workspaceId: here.workspaceId, versionId: id }
    const dead = runImport(job)
    await first
    await work(id)
    goOn()
    await dead
    expect((await status(version)).status).toBe('READY')
    const events = await database().auditEvent.findMany({ where: { type: 'registry.version-imported' } })
    expect(events.filter((event) => JSON.stringify(event.resources).includes(id))).toHaveLength(1)
  })

  test('a copy whose worker was killed is taken by another one and ends right', async () => {
    answer = (_request, response) => void response.end(model)
    const { id, version } = await registered(source)
    const key = `registry.import-source:${id}`
    await database()
      .$executeRaw`WITH job AS (UPDATE graphile_worker._private_jobs SET locked_by = 'killed', locked_at = now()
      WHERE key = ${key} RETURNING job_queue_id)
      UPDATE graphile_worker._private_job_queues SET locked_by = 'killed', locked_at = now() WHERE id IN (SELECT job_queue_id FROM job)`
    const free = createDeadLocks()
    for (let round = 0; round < 3; round += 1) await free()
    const worker = keepJobs(registryJobs)
    await expect.poll(async () => (await status(version)).status, { timeout: 20_000, interval: 200 }).toBe('READY')
    await worker.stop()
  })

  test('a source that is removed meanwhile opens nothing', async () => {
    answer = (_request, response) => void response.end(model)
    const { id: importSourceId } = await add(here, { address: `http://${host}/gone` })
    const { id, version } = await registered(`http://${host}/gone/m.onnx`)
    const all = await runQuery(listImportSources, { ...admin(here), input: {} })
    for (const one of all.items)
      await runCommand(removeImportSource, { ...admin(here), input: { importSourceId: one.id } })
    expect(all.items.map((one) => one.id)).toContain(importSourceId)
    await work(id)
    expect((await status(version)).status_message).toContain('No import source of this workspace covers it any more')
  })
})

describe('a store that speaks S3 and means no good', () => {
  const source = 's3://strange/models/m'
  const model = tinyOnnx()
  const entry = (key: string, size: number) =>
    `<Contents><Key>${key}</Key><ETag>&quot;one&quot;</ETag><Size>${size}</Size></Contents>`
  const listing = (...entries: string[]) => `<ListBucketResult xmlns="x">${entries.join('')}</ListBucketResult>`
  const seen: string[] = []
  beforeAll(() =>
    add(here, { address: 's3://strange/models', endpoint: `http://${host}`, accessKeyId: 'AKIA', secret: SECRET }),
  )

  /** Answers a listing, or the bytes of the one file in it. */
  function serve(xml: string, file: (request: IncomingMessage, response: ServerResponse) => void): void {
    seen.length = 0
    answer = (request, response) => {
      seen.push(request.url ?? '')
      if (request.url?.includes('list-type=2')) response.end(xml)
      else file(request, response)
    }
  }
  async function outcome(): Promise<string> {
    const { id, version } = await registered(source)
    await work(id)
    return (await status(version)).status_message ?? 'READY'
  }

  test('keys outside of the folder are not asked for', async () => {
    serve(listing(entry('secret/x', 1), entry('models/m/model.onnx', model.byteLength)), (request, response) => {
      expect(request.headers['if-match']).toBe('"one"')
      response.end(model)
    })
    expect(await outcome()).toBe('READY')
    expect(seen.filter((url) => !url.includes('list-type'))).toEqual(['/strange/models/m/model.onnx'])
  })

  test('a file of another size than the listing says is not kept', async () => {
    serve(listing(entry('models/m/model.onnx', 3)), (_request, response) => void response.end('more than three'))
    expect(await outcome()).toContain('ended early or changed while it was copied')
  })

  test('a file that changed since the listing is not kept', async () => {
    serve(listing(entry('models/m/model.onnx', 3)), (_request, response) => void response.writeHead(412).end())
    expect(await outcome()).toContain('it changed while it was copied')
  })

  test('too large a file is refused before a byte of it is read', async () => {
    serve(listing(entry('models/m/model.onnx', 51 * 1024 ** 3)), (_request, response) => void response.end())
    expect(await outcome()).toContain('is larger than 53687091200 bytes')
    expect(seen).toHaveLength(1)
  })

  test('a name that leads elsewhere is refused', async () => {
    serve(listing(entry('models/m/../../x', 1)), (_request, response) => void response.end())
    expect(await outcome()).toContain('leads outside its folder')
    expect(seen).toHaveLength(1)
  })

  test('a listing without an end is left', async () => {
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>'
    serve(listing(more), (_request, response) => void response.end())
    expect(await outcome()).toContain('does not end')
  })

  test('a bucket of another region says so by a redirect', async () => {
    answer = (_request, response) => void response.writeHead(301, { location: 'http://169.254.169.254/' }).end()
    expect(await outcome()).toContain("the bucket's own region")
  })

  test('trouble on this side is tried again, and after a day it is over', async () => {
    serve(listing(entry('models/m/model.onnx', model.byteLength)), (_request, response) => void response.end(model))
    const { id, version } = await registered(source)
    const job = { workspaceId: here.workspaceId, versionId: id }
    await database().$executeRaw`ALTER TABLE "Blob" RENAME TO "Blob_gone"`
    try {
      await expect(runImport(job)).rejects.toThrow('Blob')
      expect((await status(version)).status).toBe('PENDING_REGISTRATION')
      await runImport(job, { clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } })
    } finally {
      await database().$executeRaw`ALTER TABLE "Blob_gone" RENAME TO "Blob"`
    }
    expect((await status(version)).status_message).toContain('Slipway could not keep the files')
  })
})

describe.skipIf(s3 === null)('a folder of a bucket', () => {
  const { settings } = s3 ?? {
    settings: { bucket: '', accessKeyId: '', secretAccessKey: '', endpoint: '' } as S3Server['settings'],
  }
  const encoded = (key: string) => key.split('/').map(encodeURIComponent).join('/')
  const put = (key: string, body: Uint8Array<ArrayBuffer> | string) =>
    s3Client(settings).text({ method: 'PUT', key: encoded(key), body })
  const address = `s3://${settings.bucket}/team`
  const { accessKeyId, secretAccessKey: secret, endpoint } = settings
  beforeAll(async () => {
    await put('team/churn/model.onnx', new Uint8Array(tinyOnnx()))
    await put('team/churn/docs/read me+(1).txt', 'hello')
    await put('team/churn-old/model.onnx', 'not this one')
    await put('secret/model.onnx', 'nor this')
    await add(here, { address, endpoint, accessKeyId, secret })
  })

  test('becomes a version with its files', async () => {
    const source = `${address}/churn`
    const { id, version } = await registered(source)
    await work(id)
    expect(await status(version)).toMatchObject({ status: 'READY', source })
    const files = await database().versionFile.findMany({ where: { versionId: id }, orderBy: { path: 'asc' } })
    expect(files.map(({ path }) => path)).toEqual(['docs/read me+(1).txt', 'model.onnx'])
  })

  test('more files than one page of a listing holds all arrive', async () => {
    const names = Array.from({ length: 1003 }, (_, index) => `data-${String(index).padStart(4, '0')}.txt`)
    for (let at = 0; at < names.length; at += 50)
      await Promise.all(names.slice(at, at + 50).map((name) => put(`team/many/${name}`, name)))
    const { id } = await registered(`${address}/many`)
    await runImport({ workspaceId: here.workspaceId, versionId: id })
    const files = await database().versionFile.findMany({ where: { versionId: id }, orderBy: { path: 'asc' } })
    expect(files.map(({ path }) => path)).toEqual(names)
  }, 120_000)

  test('one object by its own name is a version of one file', async () => {
    const { id } = await registered(`${address}/churn/model.onnx`)
    await work(id)
    const files = await database().versionFile.findMany({ where: { versionId: id } })
    expect(files.map(({ path }) => path)).toEqual(['model.onnx'])
  })

  test('outside of the prefix nothing is covered, nothing below it is an answer too', async () => {
    expect((await register(`s3://${settings.bucket}/secret`)).status).toBe(400)
    expect((await register(`s3://${settings.bucket}/team/../secret`)).status).toBe(400)
    expect((await register(`s3://${settings.bucket}/teamwork`)).status).toBe(400)
    const { id, version } = await registered(`${address}/nobody`)
    await work(id)
    expect((await status(version)).status_message).toContain('there are no files under it')
  })

  test('a wrong secret is told from a missing folder, and a new one helps', async () => {
    const [item] = (await runQuery(listImportSources, { ...admin(here), input: {} })).items
    const input = { importSourceId: item?.id ?? '', secret: 'guessed' }
    await runCommand(replaceImportSecret, { ...admin(here), input })
    const wrong = await registered(`${address}/churn`)
    await work(wrong.id)
    const { status_message } = await status(wrong.version)
    expect(status_message).toMatch(/access was refused \(403 SignatureDoesNotMatch\)/)
    expect(status_message).not.toContain('guessed')
    await runCommand(replaceImportSecret, { ...admin(here), input: { ...input, secret } })
    const right = await registered(`${address}/churn`)
    await work(right.id)
    expect((await status(right.version)).status).toBe('READY')
  })
})
