import type { TensorSpec } from '../signature'
import { ONNX_TYPES } from './onnx-types'
import { MalformedFile, type WireField, wireFields, wireText } from './wire-reader'

function nested(field: WireField): Uint8Array {
  if (field.type !== 'bytes') throw new MalformedFile('a type has a field of the wrong wire type')
  return field.value
}

function readDim(bytes: Uint8Array): number {
  let size = -1
  for (const field of wireFields(bytes)) {
    if (field.number !== 1 || field.type !== 'varint') continue
    const value = BigInt.asIntN(64, field.value)
    size = value >= 0n && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : -1
  }
  return size
}

function readTensorType(bytes: Uint8Array): { datatype: string; shape: number[] } {
  let elementType = 0
  const shape: number[] = []
  for (const field of wireFields(bytes)) {
    if (field.number === 1 && field.type === 'varint') elementType = Number(field.value)
    if (field.number !== 2) continue
    for (const dim of wireFields(nested(field))) if (dim.number === 1) shape.push(readDim(nested(dim)))
    if (shape.length > 64) throw new MalformedFile('a tensor has more than 64 dimensions')
  }
  return { datatype: ONNX_TYPES[elementType]?.datatype ?? 'UNKNOWN', shape }
}

const OTHER_TYPES: Readonly<Record<number, string>> = {
  4: 'SEQUENCE',
  5: 'MAP',
  7: 'OPAQUE',
  8: 'SPARSE',
  9: 'OPTIONAL',
}

/** A ValueInfoProto: name, element type and shape; -1 where a dimension is open or named. */
export function readOnnxValueInfo(bytes: Uint8Array): TensorSpec {
  const spec: TensorSpec = { name: '', datatype: 'UNKNOWN', shape: [] }
  for (const field of wireFields(bytes)) {
    if (field.number === 1) spec.name = wireText(field)
    if (field.number !== 2) continue
    for (const kind of wireFields(nested(field))) {
      if (kind.number === 1) Object.assign(spec, readTensorType(nested(kind)))
      else spec.datatype = OTHER_TYPES[kind.number] ?? spec.datatype
    }
  }
  return spec
}
