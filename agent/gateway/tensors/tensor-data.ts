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

export function isTensorType(type: string): type is TensorType {
  return Object.hasOwn(DATATYPES, type)
}

export function allocate(type: TensorType, length: number): NumericArray | string[] {
  switch (type) {
    case 'bool':
    case 'uint8':
      return new Uint8Array(length)
    case 'uint16':
    case 'float16':
      return new Uint16Array(length)
    case 'uint32':
      return new Uint32Array(length)
    case 'uint64':
      return new BigUint64Array(length)
    case 'int8':
      return new Int8Array(length)
    case 'int16':
      return new Int16Array(length)
    case 'int32':
      return new Int32Array(length)
    case 'int64':
      return new BigInt64Array(length)
    case 'float32':
      return new Float32Array(length)
    case 'float64':
      return new Float64Array(length)
    case 'string':
      return new Array<string>(length).fill('')
  }
}
