import { badRequest } from '../request-error'
import { convertElement } from './convert-element'
import { allocate, type TensorData, type TensorType } from './tensor-data'

const MAX_ELEMENTS = 16_777_216

export function elementCount(shape: readonly number[]): number {
  let count = 1
  for (const size of shape) count *= size
  return count
}

function flatten(data: unknown, shape: readonly number[], depth: number, into: unknown[], name: string): void {
  const size = shape[depth]
  if (size === undefined) {
    into.push(data)
    return
  }
  if (!Array.isArray(data) || data.length !== size)
    throw badRequest(`input "${name}": the data does not have the shape [${shape.join(', ')}]`)
  for (const item of data) flatten(item, shape, depth + 1, into, name)
}

function flatData(data: unknown[], shape: readonly number[], count: number, name: string): unknown[] {
  if (!data.some(Array.isArray)) {
    if (data.length !== count)
      throw badRequest(`input "${name}" has ${data.length} elements, its shape [${shape.join(', ')}] needs ${count}`)
    return data
  }
  const flat: unknown[] = []
  flatten(data, shape, 0, flat, name)
  return flat
}

/** JSON numbers are the common case and deserve a loop without calls; anything odd is explained by the slow path. */
function fillFloat32(flat: readonly unknown[]): Float32Array | null {
  const target = new Float32Array(flat.length)
  for (let i = 0; i < flat.length; i += 1) {
    const value = flat[i]
    if (typeof value !== 'number') return null
    target[i] = value
    if (!Number.isFinite(target[i])) return null
  }
  return target
}

/** A tensor from JSON: flat or nested, row-major; the number of elements must equal the product of the shape. */
export function buildTensor(name: string, type: TensorType, shape: readonly number[], data: unknown): TensorData {
  const count = elementCount(shape)
  if (!(count <= MAX_ELEMENTS)) throw badRequest(`input "${name}" has more than ${MAX_ELEMENTS} elements`)
  if (!Array.isArray(data)) throw badRequest(`input "${name}": data must be a list`)
  const flat = flatData(data, shape, count, name)
  if (type === 'float32') {
    const fast = fillFloat32(flat)
    if (fast !== null) return { type, dims: shape, data: fast }
  }
  const target = allocate(type, count)
  for (let i = 0; i < count; i += 1) target[i] = convertElement(flat[i], type, `input "${name}", element ${i}`)
  return { type, dims: shape, data: target }
}
