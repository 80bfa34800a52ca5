import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from './testing/test-database'

const testDb = await useTestDatabase()
const { seedDemoIdentity } = await import('@/prisma/seed/demo-identity')
const { pool } = await import('./database')
const { liveHub } = await import('./live-hub')
const { GET: live } = await import('@/app/api/v1/live/route')
const { newId } = await import('@/lib/kernel/new-id')

let demo: Awaited<ReturnType<typeof seedDemoIdentity>>
beforeAll(async () => {
  demo = await seedDemoIdentity()
})
afterAll(async () => {
  await liveHub().close()
  await testDb.drop()
})

function open(headers: Record<string, string>, signal?: AbortSignal): Promise<Response> {
  return live(
    new Request('http://localhost:3000/api/v1/live', {
      headers: { host: 'localhost:3000', ...headers },
      ...(signal ? { signal } : {}),
    }),
  )
}

/** Reads until the text holds `wanted`. */
async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = ''
  while (!text.includes(wanted)) {
    const { value, done } = await reader.read()
    if (done) throw new Error(`the stream ended before ${wanted}: ${text}`)
    text += new TextDecoder().decode(value)
  }
  return text
}

async function listeningPid(): Promise<number> {
  for (;;) {
    const { rows } = await pool().query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
    )
    if (rows[0]) return rows[0].pid
  }
}

const wake = (workspaceId: string, room: string) =>
  pool().query('SELECT pg_notify($1, $2)', ['slipway_live', JSON.stringify({ workspaceId, room })])

test('without credentials nobody listens, and a stranger’s workspace is unknown', async () => {
  expect((await open({})).status).toBe(401)
  expect((await open({ authorization: `Bearer ${demo.apiToken}`, 'x-slipway-workspace': 'other' })).status).toBe(404)
})

test('a change of the caller’s workspace wakes, another workspace’s does not, and a lost connection wakes everything', async () => {
  const away = new AbortController()
  const response = await open({ authorization: `Bearer ${demo.apiToken}` }, away.signal)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no body')
  await readUntil(reader, 'event: ready')
  const pid = await listeningPid()
  await wake(newId(), 'rollouts')
  for (let n = 0; n < 50; n += 1) await wake(demo.workspace.id, 'monitoring')
  const text = await readUntil(reader, 'monitoring')
  expect(text).toBe('event: wake\ndata: {"room":"monitoring"}\n\n')

  await pool().query('SELECT pg_terminate_backend($1)', [pid])
  expect(await readUntil(reader, '"*"')).toContain('event: wake')
  await wake(demo.workspace.id, 'registry')
  expect(await readUntil(reader, 'registry')).toContain('{"room":"registry"}')
  away.abort()
  for (;;) if ((await reader.read()).done) break
})
