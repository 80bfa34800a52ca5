import type { ModelInterface, TensorSpec } from '../model-interface'
import { badRequest } from '../request-error'
import { buildTensor } from '../tensors/build-tensor'
import { datatypeOf, type Feeds, typeOfDatatype } from '../tensors/tensor-data'

export interface InferRequest {
  id: string | null
  feeds: Feeds
  /** null: all outputs. */
  outputs: readonly string[] | null
  rows: number
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseShape(shape: unknown, spec: TensorSpec): number[] {
  const wanted = `[${spec.shape.map((size) => size ?? 'N').join(', ')}]`
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && (size as number) >= 0))
    throw badRequest(`input "${spec.name}": shape must be a list of sizes such as ${wanted}`)
  const sizes = shape as number[]
  const fits = sizes.length === spec.shape.length && spec.shape.every((size, i) => size === null || size === sizes[i])
  if (!fits) throw badRequest(`input "${spec.name}" has shape [${sizes.join(', ')}], the model takes ${wanted}`)
  return sizes
}

function parseInputs(inputs: unknown, model: ModelInterface): Feeds {
  if (!Array.isArray(inputs) || inputs.length === 0)
    throw badRequest('"inputs" must be a list with at least one tensor')
  const feeds: Feeds = {}
  for (const input of inputs) {
    if (!isRecord(input) || typeof input['name'] !== 'string') throw badRequest('every input needs a "name"')
    const name = input['name']
    const spec = model.inputs.find((candidate) => candidate.name === name)
    if (spec === undefined)
      throw badRequest(`unknown input "${name}"; this model takes ${model.inputs.map((i) => `"${i.name}"`).join(', ')}`)
    if (Object.hasOwn(feeds, name)) throw badRequest(`input "${name}" is given twice`)
    const type = typeof input['datatype'] === 'string' ? typeOfDatatype(input['datatype']) : null
    if (type === null)
      throw badRequest(`input "${name}": unknown datatype ${JSON.stringify(input['datatype'] ?? null)}`)
    if (type !== spec.type)
      throw badRequest(
        `input "${name}" has datatype ${String(input['datatype'])}, the model takes ${datatypeOf(spec.type)}`,
      )
    if (!('data' in input)) throw badRequest(`input "${name}" has no "data" (binary tensors are not supported)`)
    feeds[name] = buildTensor(name, type, parseShape(input['shape'], spec), input['data'])
  }
  for (const spec of model.inputs)
    if (!Object.hasOwn(feeds, spec.name)) throw badRequest(`input "${spec.name}" is missing`)
  return feeds
}

/** Rows of the request: the first dimension, which all batched inputs must share. */
export function batchSize(feeds: Feeds, model: ModelInterface): number {
  let rows: number | null = null
  for (const spec of model.inputs) {
    const size = feeds[spec.name]?.dims[0]
    if (spec.shape[0] !== null || size === undefined) continue
    if (rows !== null && rows !== size) throw badRequest(`inputs differ in their number of rows: ${rows} and ${size}`)
    rows = size
  }
  return rows ?? 1
}

function parseOutputs(outputs: unknown, model: ModelInterface): readonly string[] | null {
  if (outputs === undefined) return null
  if (!Array.isArray(outputs)) throw badRequest('"outputs" must be a list')
  return outputs.map((output: unknown) => {
    const name = isRecord(output) ? output['name'] : undefined
    if (typeof name !== 'string' || !model.outputs.some((spec) => spec.name === name))
      throw badRequest(
        `unknown output ${JSON.stringify(name ?? null)}; this model gives ${model.outputs.map((o) => `"${o.name}"`).join(', ')}`,
      )
    return name
  })
}

/** An Open Inference Protocol V2 request, bound to the model that will answer it. */
export function parseInfer(body: unknown, model: ModelInterface): InferRequest {
  if (!isRecord(body)) throw badRequest('the body must be a JSON object with "inputs"')
  const id = body['id']
  if (id !== undefined && (typeof id !== 'string' || id.length > 128))
    throw badRequest('"id" must be a text of at most 128 characters')
  const feeds = parseInputs(body['inputs'], model)
  const rows = batchSize(feeds, model)
  if (rows === 0) throw badRequest('the request holds no rows')
  return { id: id ?? null, feeds, outputs: parseOutputs(body['outputs'], model), rows }
}
