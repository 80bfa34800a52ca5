import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Exchange, ExchangeStatus } from '@/agent/spool/exchange'
import { newId } from '@/lib/kernel/new-id'
import type { Capture } from '../capture/capture'
import { bindRows } from '../mlflow/bind-rows'
import { formatPredictions } from '../mlflow/format-predictions'
import { readCsvRows, readJsonRows } from '../mlflow/read-rows'
import type { ModelInterface } from '../model-interface'
import { badRequest, RequestError } from '../request-error'
import { type Choice, chooseVariant } from '../routing/choose-variant'
import { mirrorRequest } from '../routing/mirror-request'
import type { LiveVariant, RoutingTable } from '../routing/routing-table'
import type { Feeds } from '../tensors/tensor-data'
import { formatInferAnswer } from '../v2/format-answer'
import { parseInfer } from '../v2/parse-infer'
import { type Dialect, sendError, sendJson, servedHeaders } from './answer'
import { parseJsonBody } from './parse-json-body'
import { readBody } from './read-body'

export interface InferenceContext {
  capture: Capture
  find(): RoutingTable
  dialect: Dialect
  version: string | null
}

interface Bound {
  feeds: Feeds
  rows: number
  format(outputs: Feeds, variant: LiveVariant, predictionId: string): string
}

function bindV2(body: unknown, model: ModelInterface, modelName: string): Bound {
  const { id, feeds, outputs: wanted, rows } = parseInfer(body, model)
  return {
    feeds,
    rows,
    format: (outputs, variant, predictionId) =>
      formatInferAnswer(outputs, model, { modelName, version: variant.versionText, id: id ?? predictionId, wanted }),
  }
}

function bindMlflow(body: unknown, csv: string | null, model: ModelInterface): Bound {
  const { feeds, rows } = bindRows(csv === null ? readJsonRows(body) : readCsvRows(csv), model)
  return { feeds, rows, format: (outputs) => formatPredictions(outputs, model, rows) }
}

function isCsv(request: IncomingMessage): boolean {
  const type = request.headers['content-type'] ?? 'application/json'
  if (/^text\/csv\b/i.test(type)) return true
  if (!/^application\/(json|octet-stream)\b/i.test(type))
    throw badRequest(`content type ${type} is not supported; send application/json`)
  return false
}

function statusOf(error: RequestError): ExchangeStatus {
  if (error.kind === 'timeout') return 'timeout'
  if (error.kind === 'overloaded') return 'shed'
  return error.status < 500 ? 'client_error' : 'server_error'
}

function blank(choice: Choice, id: string, requestBytes: number): Exchange {
  return {
    id,
    atMs: 0,
    variantId: choice.variant.variantId,
    generation: choice.variant.generation,
    versionNumber: Number(choice.variant.versionText),
    mirrored: false,
    status: 'ok',
    httpStatus: 200,
    latencyMs: 0,
    modelMs: null,
    unitId: choice.unitId,
    assignment: choice.assignment,
    rows: 1,
    error: null,
    feeds: null,
    outputs: null,
    requestBytes,
    responseBytes: 0,
  }
}

function hasNonFinite(outputs: Feeds): boolean {
  return Object.values(outputs).some(
    ({ data }) => data instanceof Float32Array && data.some((v) => !Number.isFinite(v)),
  )
}

/** One inference from the first byte to the captured row. */
export async function serveInference(
  request: IncomingMessage,
  response: ServerResponse,
  context: InferenceContext,
): Promise<void> {
  const startedAt = performance.now()
  const { dialect } = context
  let bytes: Buffer
  let csv: string | null
  let body: unknown
  let choice: Choice
  let table: RoutingTable
  try {
    csv = dialect === 'mlflow' && isCsv(request) ? '' : null
    bytes = await readBody(request)
    if (csv !== null) csv = bytes.toString('utf8')
    else body = parseJsonBody(bytes)
    // The table is looked up after the body has arrived: from here to `inFlight` nothing waits, so a drain misses no request.
    table = context.find()
    choice = chooseVariant(table, request.headers, body, context.version)
  } catch (error) {
    sendError(response, dialect, error)
    return
  }
  const { variant } = choice
  const exchange = blank(choice, newId(), bytes.byteLength)
  const headers = servedHeaders(exchange.id, variant)
  variant.inFlight += 1
  try {
    const model = variant.model.interface
    const bound = dialect === 'v2' ? bindV2(body, model, table.spec.facts.modelName) : bindMlflow(body, csv, model)
    exchange.rows = bound.rows
    exchange.feeds = bound.feeds
    const modelStartedAt = performance.now()
    exchange.outputs = await variant.model.runner.run(bound.feeds)
    exchange.modelMs = performance.now() - modelStartedAt
    const text = bound.format(exchange.outputs, variant, exchange.id)
    exchange.responseBytes = text.length
    sendJson(response, 200, text, headers)
    variant.counters.served += bound.rows
    if (hasNonFinite(exchange.outputs))
      exchange.error = { code: 'non_finite_output', message: 'The model answered NaN or infinity.' }
  } catch (thrown) {
    const error = sendError(response, dialect, thrown, headers)
    exchange.status = statusOf(error)
    exchange.httpStatus = error.status
    exchange.error = { code: error.kind, message: error.message.slice(0, 500) }
    exchange.rows = 1
    exchange.feeds = null
    variant.counters.served += 1
    if (error.status >= 500) variant.counters.failed += 1
  } finally {
    variant.inFlight -= 1
  }
  exchange.latencyMs = performance.now() - startedAt
  exchange.atMs = Date.now()
  if (exchange.status === 'ok' && exchange.feeds !== null && table.shadows.length > 0)
    mirrorRequest(table, exchange, exchange.feeds, context.capture)
  context.capture.record(table.spec.deploymentId, variant, table.spec.capture, exchange)
}

/** Too much at once: refused before anything is read, and counted for the variant that would have answered most. */
export function shedRequest(response: ServerResponse, table: RoutingTable, dialect: Dialect, capture: Capture): void {
  const variant = table.stable
  const exchange = blank({ variant, assignment: 'random', unitId: null }, newId(), 0)
  const error = sendError(
    response,
    dialect,
    new RequestError('overloaded', 'overloaded'),
    servedHeaders(exchange.id, variant),
  )
  Object.assign(exchange, { atMs: Date.now(), status: 'shed', httpStatus: error.status })
  variant.counters.served += 1
  capture.record(table.spec.deploymentId, variant, table.spec.capture, exchange)
}
