import type { ModelInterface, TensorSpec } from '../model-interface'
import { badRequest } from '../request-error'
import { buildTensor } from '../tensors/build-tensor'
import { convertElement } from '../tensors/convert-element'
import { allocate, type Feeds, type TensorData, type TensorType } from '../tensors/tensor-data'
import { batchSize } from '../v2/parse-infer'
import type { RowBlock } from './read-rows'

export interface BoundRows {
  feeds: Feeds
  rows: number
}

type Cell = (row: number, column: number) => unknown

/** CSV cells are text; only the column's type says what they mean. */
function fromText(value: unknown, type: TensorType): unknown {
  if (typeof value !== 'string' || type === 'string') return value
  const text = value.trim()
  if (type === 'bool') return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : value
  if (type === 'int64' || type === 'uint64') return /^-?\d+$/.test(text) ? text : value
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : value
}

function shapeFor(spec: TensorSpec, rows: number): number[] {
  return spec.shape.map((size, i) => (i === 0 ? rows : (size ?? 1)))
}

function packed(spec: TensorSpec, features: readonly string[], rows: number, cell: Cell): TensorData {
  const width = features.length
  const data = allocate(spec.type, rows * width)
  for (let r = 0; r < rows; r += 1)
    for (let c = 0; c < width; c += 1)
      data[r * width + c] = convertElement(cell(r, c), spec.type, `row ${r}, column "${features[c]}"`)
  return { type: spec.type, dims: [rows, width], data }
}

function column(spec: TensorSpec, index: number, rows: number, cell: Cell): TensorData {
  if (spec.shape.length > 2 || (spec.shape[1] ?? 1) !== 1)
    throw badRequest(
      `input "${spec.name}" is not one value per row; send it as a tensor with "inputs" or the V2 protocol`,
    )
  const data = allocate(spec.type, rows)
  for (let r = 0; r < rows; r += 1)
    data[r] = convertElement(cell(r, index), spec.type, `row ${r}, column "${spec.name}"`)
  return { type: spec.type, dims: shapeFor(spec, rows), data }
}

function assemble(model: ModelInterface, rows: number, cell: Cell): Feeds {
  if (rows === 0) throw badRequest('the request holds no rows')
  const first = model.inputs[0]
  if (model.binding === 'packed' && first !== undefined)
    return { [first.name]: packed(first, model.features, rows, cell) }
  return Object.fromEntries(model.inputs.map((spec, i) => [spec.name, column(spec, i, rows, cell)]))
}

function typeOfColumn(model: ModelInterface, index: number): TensorType {
  return (model.binding === 'packed' ? model.inputs[0] : model.inputs[index])?.type ?? 'float32'
}

function bindNamed(block: Extract<RowBlock, { kind: 'named' }>, model: ModelInterface): BoundRows {
  const positions = model.features.map((name) => block.columns.indexOf(name))
  const missing = model.features.filter((_, i) => positions[i] === -1)
  if (missing.length > 0)
    throw badRequest(`missing column${missing.length > 1 ? 's' : ''} ${missing.map((m) => `"${m}"`).join(', ')}`)
  const types = model.features.map((_, i) => typeOfColumn(model, i))
  const read: Cell = (r, c) => block.rows[r]?.[positions[c] ?? -1]
  const cell: Cell = block.fromText ? (r, c) => fromText(read(r, c), types[c] ?? 'float32') : read
  return { feeds: assemble(model, block.rows.length, cell), rows: block.rows.length }
}

function bindNameless(rows: readonly unknown[], model: ModelInterface): BoundRows {
  const width = model.features.length
  const read: Cell = (r, c) => (width === 1 && !Array.isArray(rows[r]) ? rows[r] : (rows[r] as unknown[])[c])
  rows.forEach((row, i) => {
    const fits = Array.isArray(row) ? row.length === width : width === 1
    if (!fits)
      throw badRequest(
        `row ${i} must be a list of ${width} values in the order ${model.features.slice(0, 20).join(', ')}`,
      )
  })
  return { feeds: assemble(model, rows.length, read), rows: rows.length }
}

function bindTensors(values: Record<string, unknown>, model: ModelInterface): BoundRows {
  const only = model.inputs[0]
  if (model.binding === 'packed' && only !== undefined && Object.hasOwn(values, only.name)) {
    const data = values[only.name]
    return bindNameless(Array.isArray(data) ? data : [data], model)
  }
  const columns = model.features.filter((name) => Object.hasOwn(values, name))
  const rows = columns.map((name) => values[name]).find(Array.isArray)?.length ?? 1
  if (model.binding === 'packed') {
    const table = Array.from({ length: rows }, (_, r) => columns.map((name) => listOf(values[name], rows, name)[r]))
    return bindNamed({ kind: 'named', columns, rows: table, fromText: false }, model)
  }
  const feeds: Feeds = {}
  for (const spec of model.inputs) {
    if (!Object.hasOwn(values, spec.name)) throw badRequest(`missing column "${spec.name}"`)
    const list = listOf(values[spec.name], rows, spec.name)
    feeds[spec.name] = buildTensor(spec.name, spec.type, shapeFor(spec, list.length), list)
  }
  return { feeds, rows: batchSize(feeds, model) }
}

function listOf(value: unknown, rows: number, name: string): unknown[] {
  const list = Array.isArray(value) ? value : [value]
  if (list.length !== rows) throw badRequest(`column "${name}" has ${list.length} values, another has ${rows}`)
  return list
}

/** Binds rows to the model by name where there are names; a missing column is refused, an extra one ignored. */
export function bindRows(block: RowBlock, model: ModelInterface): BoundRows {
  switch (block.kind) {
    case 'named':
      return bindNamed(block, model)
    case 'nameless':
      return bindNameless(block.rows, model)
    case 'tensors':
      return bindTensors(block.values, model)
  }
}
