import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { AGENT_VERSION } from '@/agent/version'
import type { Capture } from '../capture/capture'
import { RequestError } from '../request-error'
import type { Router } from '../routing/router'
import type { RoutingTable } from '../routing/routing-table'
import { formatModelMetadata } from '../v2/format-answer'
import { type Dialect, sendError, sendJson } from './answer'
import { type GatewayPath, parsePath } from './parse-path'
import { serveInference, shedRequest } from './serve-inference'

export interface GatewayServerOptions {
  router: Router
  capture: Capture
  /** SHA-256 of accepted bearer tokens, hex; null: no authentication. */
  bearerHashes: readonly string[] | null
  maxInFlight: number
  requestTimeoutMs: number
  isDraining(): boolean
}

const MAX_HEADER_BYTES = 16_384

function isAuthorized(request: IncomingMessage, hashes: readonly string[] | null): boolean {
  if (hashes === null) return true
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const digest = createHash('sha256').update(token).digest()
  return hashes.some((hash) => timingSafeEqual(Buffer.from(hash, 'hex'), digest))
}

function requireMethod(request: IncomingMessage, method: 'GET' | 'POST'): void {
  if (request.method !== method)
    throw new RequestError('not_found', `${request.method ?? ''} is not possible here; use ${method}`)
}

function requireModel(table: RoutingTable, model: string): void {
  if (model !== table.spec.facts.modelName) throw new RequestError('not_found', `model "${model}" is not served here`)
}

function describeModel(
  table: RoutingTable,
  path: Extract<GatewayPath, { kind: 'model' }>,
  response: ServerResponse,
): void {
  requireModel(table, path.model)
  const variant = path.version === null ? table.stable : table.variants.find((v) => v.versionText === path.version)
  if (variant === undefined) throw new RequestError('not_found', `version "${path.version}" is not served here`)
  if (path.ready) sendJson(response, variant.model.runner.healthy() ? 200 : 503, '{}')
  else sendJson(response, 200, formatModelMetadata(path.model, [...new Set(table.versions)], variant.model.interface))
}

/** The data plane's HTTP door. */
export function createGatewayServer(options: GatewayServerOptions): Server {
  const { router, capture } = options
  let inFlight = 0

  const findServing = (address: string): RoutingTable => {
    const table = router.find(address)
    if (table === undefined) throw new RequestError('not_found', `no deployment "${address}" is served here`)
    if (table.spec.stopped) throw new RequestError('unavailable', 'serving was stopped by an operator')
    return table
  }

  const infer = async (
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    dialect: Dialect,
    version: string | null,
  ) => {
    if (inFlight >= options.maxInFlight) return shedRequest(response, findServing(address), dialect, capture)
    inFlight += 1
    try {
      await serveInference(request, response, { capture, dialect, version, find: () => findServing(address) })
    } finally {
      inFlight -= 1
    }
  }

  const dispatch = async (
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    path: GatewayPath,
  ): Promise<void> => {
    switch (path.kind) {
      case 'infer':
        requireMethod(request, 'POST')
        requireModel(findServing(address), path.model)
        return infer(request, response, address, 'v2', path.version)
      case 'invocations':
        requireMethod(request, 'POST')
        findServing(address)
        return infer(request, response, address, 'mlflow', null)
      case 'model':
        requireMethod(request, 'GET')
        return describeModel(findServing(address), path, response)
      case 'server':
        return sendJson(
          response,
          200,
          JSON.stringify({ name: 'slipway-gateway', version: AGENT_VERSION, extensions: [] }),
        )
      case 'live':
        return sendJson(response, 200, '{}')
      case 'ready':
        return sendJson(
          response,
          options.isDraining() || !findServing(address).stable.model.runner.healthy() ? 503 : 200,
          '{}',
        )
      case 'ping':
        findServing(address)
        return sendJson(response, options.isDraining() ? 503 : 200, '{}')
      case 'version':
        return sendJson(response, 200, JSON.stringify(AGENT_VERSION))
    }
  }

  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    requestTimeout: options.requestTimeoutMs,
    keepAliveTimeout: 65_000,
  })
  server.on('request', (request, response) => {
    const address = parsePath(request.url ?? '/')
    const dialect: Dialect = address?.path.kind === 'invocations' ? 'mlflow' : 'v2'
    if (options.isDraining()) response.setHeader('connection', 'close')
    const fail = (error: unknown) => void sendError(response, dialect, error)
    if (address === null)
      return fail(new RequestError('not_found', 'no such path; addresses begin with /{deployment}/'))
    if (!isAuthorized(request, options.bearerHashes))
      return fail(new RequestError('unauthorized', 'a bearer token is required'))
    dispatch(request, response, address.deployment, address.path).catch(fail)
  })
  return server
}
