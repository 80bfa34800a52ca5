import { z } from 'zod'
import { type Access, isPublic } from './operation'
import type { RouteHandler } from './route'
import { exportOf, spineHandler } from './route-operation'

interface Route {
  path: string
  methods: readonly string[]
  load(): Promise<object>
}

type Json = Record<string, unknown>

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

const PROBLEM = {
  description: 'What was wrong and what to do next.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function accessText(permission: Access): string {
  if (typeof permission === 'string') return `Needs the permission \`${permission}\`.`
  return 'public' in permission
    ? `Open to everybody: ${permission.public}.`
    : `Open to whoever is signed in: ${permission.signedIn}.`
}

const WORKSPACE = {
  name: 'x-slipway-workspace',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'Slug of the workspace; a token brings its own.',
}
const IDEMPOTENCY = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'Equal keys give one effect and equal answers.',
}

/** Where the fields of the input travel: path, query string or body. */
function inputParts(path: string, handler: RouteHandler, hasBody: boolean): { parameters: Json[]; requestBody?: Json } {
  const schema = schemaOf(handler.operation.input, 'input')
  const properties = asRecord(schema['properties'])
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const parameters: Json[] = inPath.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name] ?? { type: 'string' },
  }))
  const rest = Object.entries(properties).filter(([name]) => !inPath.includes(name))
  if (!hasBody) {
    for (const [name, value] of rest)
      parameters.push({ name, in: 'query', required: required.includes(name), schema: value })
    return { parameters }
  }
  const body =
    Object.keys(properties).length === 0
      ? schema
      : { ...schema, properties: Object.fromEntries(rest), required: required.filter((name) => !inPath.includes(name)) }
  return { parameters, requestBody: { required: rest.length > 0, content: { 'application/json': { schema: body } } } }
}

function operationOf(path: string, method: string, handler: RouteHandler): Json {
  const { operation } = handler
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const { parameters, requestBody } = inputParts(path, handler, hasBody)
  if (typeof operation.permission === 'string') parameters.push(WORKSPACE)
  if (operation.kind === 'command') parameters.push(IDEMPOTENCY)
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    description: accessText(operation.permission),
    parameters,
    ...(requestBody === undefined ? {} : { requestBody }),
    ...(isPublic(operation.permission) ? { security: [] } : {}),
    responses: {
      [handler.status]: {
        description: 'Done.',
        content: { 'application/json': { schema: schemaOf(handler.responseSchema, 'output') } },
      },
      default: PROBLEM,
    },
  }
}

/** OpenAPI 3.1 of every spine route, built from the same schemas that requests and answers are checked with. */
export async function openApiDocument(routes: readonly Route[]): Promise<Json> {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const module = await route.load()
    for (const method of route.methods) {
      const handler = spineHandler(exportOf(module, method))
      if (handler === null) continue
      paths[route.path] = { ...paths[route.path], [method.toLowerCase()]: operationOf(route.path, method, handler) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Slipway',
      version: '1',
      description: 'The control plane for models: register, approve, roll out, watch, haul back.',
    },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'slw_pat_… or slw_svc_…' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-slipway.session' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            detail: { type: 'string' },
            requestId: { type: 'string' },
          },
        },
      },
    },
  }
}
