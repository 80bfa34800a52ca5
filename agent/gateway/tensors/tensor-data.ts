export type TensorType =
  | 'bool'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'float16'
  | 'float32'
  | 'float64'
  | 'string'

export type NumericArray =
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array

/** One tensor, row-major, in the form that crosses threads and processes. */
export interface TensorData {
  type: TensorType
  dims: readonly number[]
  data: NumericArray | string[]
}

export type Feeds = Record<string, TensorData>

const DATATYPES: Record<TensorType, string> = {
  bool: 'BOOL',
  uint8: 'UINT8',
  uint16: 'UINT16',
  uint32: 'UINT32',
  uint64: 'UINT64',
  int8: 'INT8',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
  float16: 'FP16',
  float32: 'FP32',
  float64: 'FP64',
  string: 'BYTES',
}

const TYPES = new Map(Object.entries(DATATYPES).map(([type, datatype]) => [datatype, type as TensorType]))

/** The name that the Open Inference Protocol gives an element type. */
export function datatypeOf(type: TensorType): string {
  return DATATYPES[type]
}

export function typeOfDatatype(datatype: string): TensorType | null {
  return TYPES.get(datatype) ?? null
}

export const TENSOR_TYPES = Object.keys(DATATYPES) as readonly TensorType[]

export function isTensorType(type: string): type is TensorType {
  return Object.hasOwn(DATATYPES, type)
}

interface ArrayClass {
  new (length: number): NumericArray
  new (buffer: ArrayBuffer): NumericArray
}

const ARRAYS: Record<Exclude<TensorType, 'string'>, ArrayClass> = {
  bool: Uint8Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float16: Uint16Array,
  float32: Float32Array,
  float64: Float64Array,
}

export function allocate(type: TensorType, length: number): NumericArray | string[] {
  return type === 'string' ? new Array<string>(length).fill('') : new ARRAYS[type](length)
}

/** The elements whose bytes these are. */
export function elementsOf(type: Exclude<TensorType, 'string'>, bytes: ArrayBuffer): NumericArray {
  return new ARRAYS[type](bytes)
}
