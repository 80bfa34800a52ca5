import { expect, test } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from './openapi'
import { defineCommand } from './operation'
import { defineRoute } from './route'

const rename = defineCommand({
  name: 'registry.rename-thing',
  permission: 'registry:write',
  input: z.strictObject({ thingId: z.uuid(), name: z.string().max(20), note: z.string().optional() }),
  output: z.object({ id: z.uuid() }),
  audit: ['registry.model-changed'],
  run: async (_ctx, input) => ({ id: input.thingId }),
})

test('path, body and answer of a route are described from its schemas', async () => {
  const load = async () => ({ PUT: defineRoute(rename, { status: 201 }), GET: null })
  const document = JSON.parse(
    JSON.stringify(await openApiDocument([{ path: '/api/v1/things/{thingId}', methods: ['PUT', 'GET'], load }])),
  )
  const { put, get } = document.paths['/api/v1/things/{thingId}']
  expect(get).toBeUndefined()
  expect(put.parameters[0]).toMatchObject({ name: 'thingId', in: 'path', required: true })
  const body = put.requestBody.content['application/json'].schema
  expect(Object.keys(body.properties)).toEqual(['name', 'note'])
  expect(body.required).toEqual(['name'])
  expect(body.additionalProperties).toBe(false)
  expect(put.responses['201'].content['application/json'].schema.properties.id.format).toBe('uuid')
})
