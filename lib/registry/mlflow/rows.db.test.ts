import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { AUDIT_TYPES } = await import('@/lib/audit/domain/catalogue')
const { PERMISSIONS } = await import('@/lib/identity/domain/permissions')
const { mlflowClient, mlflowWorkspace, scopedToken } = await import('./testing/mlflow-client')
const { matchRow, mlflowRoutes } = await import('./mlflow-routes')

const REGISTRY = `
POST /registered-models/create, POST /registered-models/rename, PATCH /registered-models/update, DELETE /registered-models/delete,
GET /registered-models/get, GET /registered-models/search, POST /registered-models/get-latest-versions,
GET /registered-models/get-latest-versions, POST /model-versions/create, PATCH /model-versions/update,
POST /model-versions/transition-stage, DELETE /model-versions/delete, GET /model-versions/get, GET /model-versions/search,
GET /model-versions/get-download-uri, POST /registered-models/set-tag, DELETE /registered-models/delete-tag,
POST /model-versions/set-tag, DELETE /model-versions/delete-tag, POST /registered-models/alias, DELETE /registered-models/alias,
GET /registered-models/alias, GET /server-info, GET /experiments/get-by-name, GET /experiments/get, POST /experiments/create,
POST /experiments/search, POST /runs/create, POST /runs/update, GET /runs/get, POST /runs/search, POST /runs/log-batch,
GET /metrics/get-history, POST /logged-models, POST /logged-models/search`

const rows = mlflowRoutes.map((row) => ({ row, name: `${row.method} ${row.path}` }))
const tokens = new Map<string, string>()
beforeAll(async () => {
  const ws = await mlflowWorkspace('demo')
  tokens.set('none', await scopedToken(ws, ['approvals:read']))
})
afterAll(() => testDb.drop())

function send(row: (typeof mlflowRoutes)[number], token: string | null) {
  const prefix = `/api/${row.version}/mlflow`
  return mlflowClient(token, { prefix })(row.method, row.path.slice(1).replaceAll(/\{\w+\}/g, 'x'))
}

test('every endpoint of the registry has its row, and no row is there twice', () => {
  expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(REGISTRY.split(',').map((name) => name.trim())))
  expect(new Set(rows.map(({ row, name }) => `${row.version} ${name}`)).size).toBe(rows.length)
})

describe.each(rows)('$name', ({ row }) => {
  test('names a permission of the table and events of the catalogue; reads do not write', () => {
    const { operation } = row
    if (typeof operation.permission === 'string') expect(PERMISSIONS).toContain(operation.permission)
    if (operation.kind === 'command') for (const type of operation.audit) expect(AUDIT_TYPES).toContain(type)
    if (row.method === 'GET') expect(operation.kind).toBe('query')
    expect(matchRow(row.version, row.method, row.path.replaceAll(/\{\w+\}/g, 'x'))?.row).toBe(row)
  })

  test('is 401 without a token and 403 without the right, in the form of MLflow', async () => {
    expect(await send(row, null)).toMatchObject({ status: 401, body: { error_code: 'UNAUTHENTICATED' } })
    if (typeof row.operation.permission !== 'string') return
    expect(await send(row, tokens.get('none') ?? '')).toMatchObject({
      status: 403,
      body: { error_code: 'PERMISSION_DENIED' },
    })
  })
})

test('what is not offered is said to be so', async () => {
  const call = mlflowClient(tokens.get('none') ?? '')
  const unknown = await call('POST', 'traces/search')
  expect([unknown.status, unknown.body.error_code]).toEqual([404, 'ENDPOINT_NOT_FOUND'])
  expect((await call('GET', 'registered-models/permissions/get')).status).toBe(501)
  expect((await call('POST', 'webhooks')).body.error_code).toBe('NOT_IMPLEMENTED')
})
