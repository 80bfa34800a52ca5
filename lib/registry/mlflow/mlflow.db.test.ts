import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace } = await import('./testing/mlflow-client')

let dana: Awaited<ReturnType<typeof mlflowWorkspace>>
beforeAll(async () => {
  dana = await mlflowWorkspace('demo')
})
afterAll(() => testDb.drop())

test('a model that does not exist is 404 in the words clients match', async () => {
  const answer = await mlflowClient(dana.token)('GET', 'registered-models/get', { name: 'nope' })
  expect(answer.status).toBe(404)
  expect(answer.body).toEqual({
    error_code: 'RESOURCE_DOES_NOT_EXIST',
    message: 'Registered Model with name=nope not found',
  })
})
