import type { ExternalData } from './onnx-model'
import { ONNX_TYPES } from './onnx-types'
import { countIntegers, MalformedFile, type WireField, wireFields, wireIntegers, wireText } from './wire-reader'

export interface OnnxTensor {
  name: string
  external: ExternalData | null
  sizeMismatch: boolean
  /** The values of a few INT64, for trip counts and shapes. */
  integers: readonly bigint[]
}

const MAX_DIMS = 64
const KNOWN_KEYS = new Set(['location', 'offset', 'length', 'checksum'])

interface Carried {
  dims: bigint[]
  dataType: number
  rawBytes: Uint8Array | null
  elements: number
  int64: bigint[]
  strings: number
  isExternal: boolean
  entries: [string, string][]
}

function readEntry(bytes: Uint8Array): [string, string] {
  let key = ''
  let value = ''
  for (const field of wireFields(bytes)) {
    if (field.number === 1) key = wireText(field)
    if (field.number === 2) value = wireText(field)
  }
  return [key, value]
}

function byteField(field: WireField): Uint8Array {
  if (field.type !== 'bytes') throw new MalformedFile('a tensor has a field of the wrong wire type')
  return field.value
}

/** float_data and double_data are packed fixed-width numbers, or single ones. */
const fixedCount = (field: WireField, width: number) => (field.type === 'bytes' ? field.value.length / width : 1)

function readCarried(bytes: Uint8Array): { name: string; carried: Carried } {
  let name = ''
  const c: Carried = {
    dims: [],
    dataType: 0,
    rawBytes: null,
    elements: 0,
    int64: [],
    strings: 0,
    isExternal: false,
    entries: [],
  }
  for (const field of wireFields(bytes)) {
    if (field.number === 1) c.dims.push(...wireIntegers(field, MAX_DIMS + 1))
    else if (field.number === 2 && field.type === 'varint') c.dataType = Number(field.value)
    else if (field.number === 4) c.elements += fixedCount(field, 4)
    else if (field.number === 10) c.elements += fixedCount(field, 8)
    else if (field.number === 5 || field.number === 7 || field.number === 11) {
      c.elements += countIntegers(field)
      if (field.number === 7 && c.int64.length < MAX_DIMS) c.int64.push(...wireIntegers(field, MAX_DIMS))
    } else if (field.number === 6) c.strings += 1
    else if (field.number === 8) name = wireText(field)
    else if (field.number === 9) c.rawBytes = byteField(field)
    else if (field.number === 13) c.entries.push(readEntry(byteField(field)))
    else if (field.number === 14 && field.type === 'varint') c.isExternal = field.value === 1n
    if (c.dims.length > MAX_DIMS) throw new MalformedFile('a tensor has more than 64 dimensions')
  }
  return { name, carried: c }
}

function isMismatch(c: Carried, elements: bigint): boolean {
  const type = ONNX_TYPES[c.dataType]
  if (type === undefined) return true
  if (c.dims.some((dim) => dim < 0n)) return true
  if (type.bits === 0) return BigInt(c.strings) !== elements
  if (c.rawBytes !== null) return BigInt(c.rawBytes.length) !== (elements * BigInt(type.bits) + 7n) / 8n
  // complex numbers are carried as pairs, those of less than a byte several to an integer
  const perElement = type.datatype.startsWith('COMPLEX') ? 2n : 1n
  const expected = type.bits < 8 ? (elements * BigInt(type.bits) + 7n) / 8n : elements * perElement
  return !Number.isInteger(c.elements) || BigInt(c.elements) !== expected
}

/** Bytes of all elements; null for texts and unknown types. */
function declaredBytes(c: Carried, elements: bigint): bigint | null {
  const bits = ONNX_TYPES[c.dataType]?.bits ?? 0
  return bits === 0 || c.dims.some((dim) => dim < 0n) ? null : (elements * BigInt(bits) + 7n) / 8n
}

function toExternal(tensor: string, c: Carried, elements: bigint): ExternalData {
  const { entries } = c
  const value = (key: string) => entries.find(([name]) => name === key)?.[1] ?? null
  const isInteger = (text: string | null) => text === null || /^\d{1,19}$/.test(text)
  const integer = (text: string | null) => (text !== null && isInteger(text) ? BigInt(text) : null)
  const length = integer(value('length'))
  const declared = declaredBytes(c, elements)
  return {
    tensor,
    location: value('location'),
    offset: integer(value('offset')) ?? 0n,
    length: length ?? declared,
    unknownKeys: entries.map(([key]) => key).filter((key) => !KNOWN_KEYS.has(key)),
    malformed:
      !isInteger(value('offset')) ||
      !isInteger(value('length')) ||
      new Set(entries.map(([key]) => key)).size < entries.length,
    sizeMismatch: declared === null || (length !== null && length !== declared),
  }
}

function integersOf({ rawBytes, int64 }: Carried): bigint[] {
  if (rawBytes === null) return int64.slice(0, MAX_DIMS)
  if (rawBytes.length > 8 * MAX_DIMS || rawBytes.length % 8 !== 0) return []
  const view = new DataView(rawBytes.buffer, rawBytes.byteOffset, rawBytes.length)
  return Array.from({ length: rawBytes.length / 8 }, (_, index) => view.getBigInt64(8 * index, true))
}

/** A TensorProto: its declared size is compared with what it carries; the numbers themselves are not looked at. */
export function readOnnxTensor(bytes: Uint8Array): OnnxTensor {
  const { name, carried: c } = readCarried(bytes)
  const elements = c.dims.reduce((product, dim) => product * dim, 1n)
  const external = c.isExternal || c.entries.length > 0 ? toExternal(name, c, elements) : null
  const sizeMismatch = external === null && isMismatch(c, elements)
  return { name, external, sizeMismatch, integers: c.dataType === 7 ? integersOf(c) : [] }
}
