import { afterAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowWorkspace } = await import('./testing/mlflow-client')
const { replayWire } = await import('./testing/replay-wire')
const { wireLines } = await import('./testing/wire-lines')
afterAll(() => testDb.drop())

const recorded = wireLines()
const clients = recorded === null ? [] : [...recorded]

test('the recording is the whole one, where there is one', () => {
  if (recorded === null) return
  expect(clients.map(([client]) => client).sort()).toEqual(['2.20', '2.22', '3.1', '3.3', '3.6'])
})

/** Real clients' requests in order, answered as a reference server answered them, but for what is documented. */
describe.each(['/api', '/ajax-api'])('%s', (prefix) => {
  test.each(clients)('client %s', { timeout: 600_000 }, async (client, lines) => {
    const { token } = await mlflowWorkspace(`${prefix.slice(1)}-${client.replace('.', '-')}`)
    expect(await replayWire(lines, { token, prefix })).toEqual([])
  })
})
