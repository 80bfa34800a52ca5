import { elementsOf, type Feeds, TENSOR_TYPES, type TensorData } from '../gateway/tensors/tensor-data'
import type { ByteReader } from './byte-reader'
import type { ByteWriter } from './byte-writer'
import { ASSIGNMENTS, EXCHANGE_STATUSES, type Exchange } from './exchange'

const NO_TENSORS = 0xffff_ffff

function writeTensor(to: ByteWriter, name: string, { type, dims, data }: TensorData): void {
  to.text(name)
  to.u8(TENSOR_TYPES.indexOf(type))
  to.u8(dims.length)
  for (const size of dims) to.u32(size)
  if (Array.isArray(data)) {
    to.u32(data.length)
    for (const text of data) to.text(text)
  } else to.array(data)
}

function readTensor(from: ByteReader): [name: string, tensor: TensorData] {
  const name = from.text() ?? ''
  const type = one(TENSOR_TYPES, from.u8())
  const dims = Array.from({ length: from.u8() }, () => from.u32())
  if (type !== 'string') return [name, { type, dims, data: elementsOf(type, from.array()) }]
  return [name, { type, dims, data: Array.from({ length: from.u32() }, () => from.text() ?? '') }]
}

function writeTensors(to: ByteWriter, tensors: Feeds | null): void {
  if (tensors === null) {
    to.u32(NO_TENSORS)
    return
  }
  const entries = Object.entries(tensors)
  to.u32(entries.length)
  for (const [name, tensor] of entries) writeTensor(to, name, tensor)
}

function readTensors(from: ByteReader): Feeds | null {
  const count = from.u32()
  if (count === NO_TENSORS) return null
  return Object.fromEntries(Array.from({ length: count }, () => readTensor(from)))
}

function one<T>(values: readonly T[], index: number): T {
  const value = values[index]
  if (value === undefined) throw new RangeError(`the block names choice ${index} of ${values.length}`)
  return value
}

/**
 * An answered request as bytes, written the moment it is answered: what waits for the disk is one stretch of memory and not thousands of
 * objects that the collector copies and a serialiser walks. Field order is the format; the reader below is its mirror image. A variant is
 * its place among those of the block.
 */
export function writeExchange(to: ByteWriter, exchange: Exchange, variant: number): void {
  to.uuid(exchange.id)
  to.f64(exchange.atMs)
  to.u32(variant)
  to.u32(exchange.generation)
  to.u32(exchange.versionNumber)
  to.u8(exchange.mirrored ? 1 : 0)
  to.u8(EXCHANGE_STATUSES.indexOf(exchange.status))
  to.u32(exchange.httpStatus)
  to.f64(exchange.latencyMs)
  to.f64(exchange.modelMs ?? Number.NaN)
  to.text(exchange.unitId)
  to.u8(ASSIGNMENTS.indexOf(exchange.assignment))
  to.u32(exchange.rows)
  to.text(exchange.error?.code ?? null)
  to.text(exchange.error?.message ?? null)
  writeTensors(to, exchange.feeds)
  writeTensors(to, exchange.outputs)
  to.u32(exchange.requestBytes)
  to.u32(exchange.responseBytes)
}

export function readExchange(from: ByteReader, variantIds: readonly string[]): Exchange {
  const id = from.uuid()
  const atMs = from.f64()
  const variantId = one(variantIds, from.u32())
  const generation = from.u32()
  const versionNumber = from.u32()
  const mirrored = from.u8() === 1
  const status = one(EXCHANGE_STATUSES, from.u8())
  const httpStatus = from.u32()
  const latencyMs = from.f64()
  const modelMs = from.f64()
  const unitId = from.text()
  const assignment = one(ASSIGNMENTS, from.u8())
  const rows = from.u32()
  const code = from.text()
  const message = from.text()
  return {
    id,
    atMs,
    variantId,
    generation,
    versionNumber,
    mirrored,
    status,
    httpStatus,
    latencyMs,
    modelMs: Number.isNaN(modelMs) ? null : modelMs,
    unitId,
    assignment,
    rows,
    error: code === null ? null : { code, message: message ?? '' },
    feeds: readTensors(from),
    outputs: readTensors(from),
    requestBytes: from.u32(),
    responseBytes: from.u32(),
  }
}
