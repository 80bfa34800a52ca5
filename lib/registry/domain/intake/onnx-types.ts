/** TensorProto.DataType -> Open Inference Protocol name and bits per element (0 = variable length). */
export const ONNX_TYPES: Readonly<Record<number, { datatype: string; bits: number }>> = {
  1: { datatype: 'FP32', bits: 32 },
  2: { datatype: 'UINT8', bits: 8 },
  3: { datatype: 'INT8', bits: 8 },
  4: { datatype: 'UINT16', bits: 16 },
  5: { datatype: 'INT16', bits: 16 },
  6: { datatype: 'INT32', bits: 32 },
  7: { datatype: 'INT64', bits: 64 },
  8: { datatype: 'BYTES', bits: 0 },
  9: { datatype: 'BOOL', bits: 8 },
  10: { datatype: 'FP16', bits: 16 },
  11: { datatype: 'FP64', bits: 64 },
  12: { datatype: 'UINT32', bits: 32 },
  13: { datatype: 'UINT64', bits: 64 },
  14: { datatype: 'COMPLEX64', bits: 64 },
  15: { datatype: 'COMPLEX128', bits: 128 },
  16: { datatype: 'BF16', bits: 16 },
  17: { datatype: 'FP8E4M3FN', bits: 8 },
  18: { datatype: 'FP8E4M3FNUZ', bits: 8 },
  19: { datatype: 'FP8E5M2', bits: 8 },
  20: { datatype: 'FP8E5M2FNUZ', bits: 8 },
  21: { datatype: 'UINT4', bits: 4 },
  22: { datatype: 'INT4', bits: 4 },
  23: { datatype: 'FP4E2M1', bits: 4 },
  24: { datatype: 'FP8E8M0', bits: 8 },
  25: { datatype: 'UINT2', bits: 2 },
  26: { datatype: 'INT2', bits: 2 },
}

/** Domains whose operators ONNX Runtime knows by itself. */
export const STANDARD_DOMAINS: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'ai.onnx.training',
  'ai.onnx.preview',
  'ai.onnx.preview.training',
  'com.microsoft',
  'com.microsoft.experimental',
  'com.microsoft.nchwc',
])

/** Operators of the runtime's own domains that hand over to something else: Python, a library, a program for one device in another file. */
export const OPAQUE_OPERATORS: ReadonlySet<string> = new Set(['PythonOp', 'PythonOpGrad', 'ATen', 'EPContext', 'Snpe'])
