import { expect, test } from 'vitest'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { type Field, message, tinyOnnx, valueInfo } from '../../testing/tiny-onnx'

const REFUSED = 'refuse dangerous'

function safetensors(header: string, data = Buffer.alloc(0), declared = Buffer.byteLength(header)): string {
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(declared))
  return inspectVerdict('model.safetensors', Buffer.concat([length, Buffer.from(header), data]))
}
const tensor = (from: number, to: number, shape: string = `[${(to - from) / 4}]`) =>
  `{"dtype":"F32","shape":${shape},"data_offsets":[${from},${to}]}`

test('a safetensors file covers its bytes exactly, with a header that reads one way', () => {
  const eight = Buffer.alloc(8)
  expect(safetensors(`{"a":${tensor(0, 4)},"b":${tensor(4, 8)}}`, eight)).toBe('accept clean')
  expect(safetensors(`{"__metadata__":{"format":"pt"},"a":${tensor(0, 8)}}`, eight)).toBe('accept clean')
  expect(safetensors(`{"a":${tensor(0, 4)},"b":${tensor(2, 6)}}`, eight)).toBe(`${REFUSED} safetensors_overlap`)
  expect(safetensors(`{"a":${tensor(4, 8)}}`, eight)).toBe(`${REFUSED} safetensors_hole`)
  expect(safetensors(`{"a":${tensor(0, 4)}}`, eight)).toBe(`${REFUSED} safetensors_trailing_bytes`)
  expect(safetensors(`{"a":${tensor(0, 4, '[2]')}}`, eight)).toBe(`${REFUSED} safetensors_size_mismatch`)
  expect(safetensors(`{"a":${tensor(0, 8)},"\\u0061":${tensor(0, 8)}}`, eight)).toBe(
    `${REFUSED} safetensors_duplicate_key`,
  )
  expect(safetensors('{}', eight, 100_000_001)).toBe(`${REFUSED} safetensors_header_length`)
  expect(safetensors(`{"__metadata__":{"a":1},"a":${tensor(0, 8)}}`, eight)).toBe('refuse unscannable parse_error')
  expect(safetensors(`{"__metadata__":[],"a":${tensor(0, 8)}}`, eight)).toBe('refuse unscannable parse_error')
  expect(safetensors(`{"a":${tensor(0, 8, '[-2]')}}`, eight)).toBe('refuse unscannable parse_error')
  expect(safetensors('[]', eight)).toBe('refuse unscannable parse_error')
})

test('a shape of many huge dimensions is answered at once', () => {
  const shape = `[${Array.from({ length: 200_000 }, () => 9_007_199_254_740_991).join(',')}]`
  expect(safetensors(`{"a":${tensor(0, 8, shape)}}`, Buffer.alloc(8))).toBe(`${REFUSED} safetensors_size_mismatch`)
})

const bytesOf = (text: string) => Buffer.from(text)
const external = (entries: [string, string][], more: Field[] = []) =>
  message(
    [1, 2],
    [1, 2],
    [2, 1],
    ...entries.map(([k, v]): Field => [13, message([1, k], [2, v])]),
    [8, 'W'],
    [14, 1],
    ...more,
  )
const onnx = (initializers: Uint8Array[], more: Field[] = [], domain = '') => {
  const node = message([1, 'input'], [2, 'variable'], [4, 'Identity'], ...(domain ? ([[7, domain]] as Field[]) : []))
  const graph = message(
    [1, node],
    [2, 'g'],
    ...initializers.map((one): Field => [5, one]),
    [11, valueInfo('input', 1, 2)],
    [12, valueInfo('variable', 1, 2)],
  )
  return message([1, 8], [7, graph], [8, message([2, 17])], ...more)
}
const verdict = (bytes: Uint8Array, siblings = {}) => inspectVerdict('m/model.onnx', bytes, siblings)

test.each([
  '/etc/passwd',
  '../weights.bin',
  'a/../../weights.bin',
  'C:\\weights.bin',
  '\\\\host\\share',
  'file:///etc/passwd',
  '%2e%2e/weights.bin',
  '',
])('ONNX: tensor data at %j leads outside and is refused', (location) =>
  expect(verdict(onnx([external([['location', location]])]))).toContain(`${REFUSED} onnx_external_data_escape`),
)

test('ONNX: tensor data is where it says, as long as it says, and says it once', () => {
  const at = (...more: [string, string][]) => onnx([external([['location', 'w.bin'], ...more])])
  expect(verdict(at(), { 'm/w.bin': 16 })).toBe('accept clean')
  expect(verdict(at(['offset', '0'], ['length', '16']), { 'm/w.bin': 16 })).toBe('accept clean')
  expect(verdict(at(), { 'w.bin': 16 })).toBe('refuse unscannable onnx_external_data_missing')
  expect(verdict(at(['offset', '8']), { 'm/w.bin': 16 })).toBe('refuse unscannable onnx_external_data_missing')
  expect(verdict(at(['length', '8']), { 'm/w.bin': 16 })).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  expect(verdict(at(['offset', '-1']), { 'm/w.bin': 16 })).toContain(`${REFUSED} onnx_external_data_escape`)
  expect(verdict(at(['location', '/etc/passwd']), { 'm/w.bin': 16 })).toContain(REFUSED)
  expect(verdict(at(['basepath', '/etc']), { 'm/w.bin': 16 })).toContain(REFUSED)
})

test('ONNX: sizes that are declared are carried', () => {
  const raw = (dims: number[], bytes: number, type = 1) =>
    message(...dims.map((dim): Field => [1, dim]), [2, type], [8, 'W'], [9, new Uint8Array(bytes)])
  expect(verdict(onnx([raw([2, 2], 16)]))).toBe('accept clean')
  expect(verdict(onnx([raw([2 ** 40], 16)]))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  expect(verdict(onnx([raw([2 ** 40, 2 ** 40], 0)]))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  expect(verdict(onnx([raw([2], 8, 99)]))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  const texts = message([1, 1000], [2, 8], [6, 'a'], [8, 'W'])
  expect(verdict(onnx([texts]))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
})

test('ONNX: operators of other domains, own operators in standard ones, metadata said twice or without measure are findings', () => {
  const own = (domain: string, name = 'Relu') => message([1, name], [4, 'x'], [5, 'y'], [10, domain])
  expect(verdict(onnx([], [], 'com.example'))).toBe('accept suspicious onnx_custom_domain')
  expect(verdict(onnx([], [[25, own('com.example', 'Identity')]], 'com.example'))).toBe('accept clean')
  expect(verdict(onnx([], [[25, own('com.example')]], 'com.example'))).toBe('accept suspicious onnx_custom_domain')
  expect(verdict(onnx([], [[25, own('ai.onnx')]]))).toBe('accept suspicious onnx_shadowed_operator')
  const pair = (value: string): Field => [14, message([1, 'task'], [2, value])]
  expect(verdict(onnx([], [pair('a'), pair('b')]))).toBe('accept suspicious onnx_duplicate_metadata')
  expect(verdict(onnx([], [pair('x'.repeat(2_000_000))]))).toBe('accept suspicious onnx_metadata_size')
})

test('ONNX: a file that is cut off inside of its graph is refused', () => {
  const whole = tinyOnnx()
  const end = whole.length - 4
  for (let length = 1; length < end; length += 1)
    expect([length, verdict(whole.subarray(0, length))]).toEqual([length, 'refuse unscannable parse_error'])
})

const u32 = (value: number) => {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
const u64 = (value: bigint | number) => {
  const buffer = Buffer.alloc(8)
  buffer.writeBigUInt64LE(BigInt(value))
  return buffer
}
const text = (value: string) => Buffer.concat([u64(value.length), bytesOf(value)])
const info = (name: string, elements: number | bigint, offset: number) =>
  Buffer.concat([text(name), u32(1), u64(elements), u32(0), u64(offset)])

interface Gguf {
  version?: number
  tensors?: Buffer[]
  counts?: [bigint | number, bigint | number]
  pairs?: Buffer[]
  dataBytes?: number
}

function ggufBytes({ version = 3, tensors = [info('w', 8, 0)], counts, pairs, dataBytes = 32 }: Gguf = {}): Buffer {
  const metadata = pairs ?? [Buffer.concat([text('general.architecture'), u32(8), text('llama')])]
  const [tensorCount, pairCount] = counts ?? [tensors.length, metadata.length]
  const head = Buffer.concat([bytesOf('GGUF'), u32(version), u64(tensorCount), u64(pairCount), ...metadata, ...tensors])
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), Buffer.alloc(dataBytes)])
}
const gguf = (options?: Gguf) => inspectVerdict('model.gguf', ggufBytes(options))

test('GGUF: counts, lengths and tensors stay within the file', () => {
  expect(gguf()).toBe('accept clean')
  expect(gguf({ tensors: [info('a', 8, 0), info('b', 8, 32)], dataBytes: 64 })).toBe('accept clean')
  expect(gguf({ tensors: [info('w', 2 ** 40, 0)] })).toBe(`${REFUSED} gguf_tensor_bounds`)
  expect(gguf({ tensors: [info('w', 2n ** 63n, 0)] })).toBe(`${REFUSED} gguf_tensor_bounds`)
  expect(gguf({ tensors: [info('a', 16, 0), info('b', 8, 32)], dataBytes: 96 })).toBe(`${REFUSED} gguf_overlap`)
  expect(gguf({ tensors: [info('a', 8, 0), info('a', 8, 32)], dataBytes: 96 })).toBe(`${REFUSED} gguf_duplicate_tensor`)
  expect(gguf({ counts: [2n ** 62n, 1] })).toBe('refuse unscannable parse_error')
  expect(gguf({ counts: [1, 2n ** 62n] })).toBe('refuse unscannable parse_error')
  expect(gguf({ version: 99 })).toBe('refuse unscannable parse_error')
  const array = Buffer.concat([text('a'), u32(9), u32(8), u64(2n ** 60n)])
  expect(gguf({ pairs: [array] })).toBe('refuse unscannable parse_error')
  const deep = Buffer.concat([text('a'), u32(9), u32(9), u64(1), u32(9), u64(1)])
  expect(gguf({ pairs: [deep] })).toBe('refuse unscannable parse_error')
  const align = Buffer.concat([text('general.alignment'), u32(8), text('no number')])
  expect(gguf({ pairs: [align] })).toContain('refuse')
})

test('GGUF: a file that is cut off anywhere is refused', () => {
  const whole = ggufBytes()
  for (let length = 4; length < whole.length; length += 1)
    expect([length, inspectVerdict('model.gguf', whole.subarray(0, length)).split(' ')[0]]).toEqual([length, 'refuse'])
})

function npy(header: string, data = Buffer.alloc(0)): string {
  const length = Buffer.alloc(2)
  length.writeUInt16LE(header.length)
  return inspectVerdict(
    'a.npy',
    Buffer.concat([Buffer.from([0x93]), bytesOf('NUMPY\x01\0'), length, bytesOf(header), data]),
  )
}
const literal = (descr: string, shape: string) => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`

test('NumPy: plain arrays of the size they declare; arrays of objects are pickles', () => {
  expect(npy(literal("'<f8'", '(2,)'), Buffer.alloc(16))).toBe('accept clean')
  expect(npy(literal("[('a', '<f4'), ('b', '<i8')]", '(1,)'), Buffer.alloc(12))).toBe('accept clean')
  expect(npy(literal("'<f8'", '(1000000000,)'), Buffer.alloc(16))).toBe('refuse unscannable numpy_size_mismatch')
  expect(npy(literal("'<f8'", '(1,)'), Buffer.alloc(16))).toBe(`${REFUSED} numpy_size_mismatch`)
  expect(npy(literal("'|O'", '(1,)'), Buffer.from('\x80\x04N.', 'latin1'))).toContain(
    'quarantine suspicious numpy_object_array',
  )
  expect(npy(literal("[('a', '|O')]", '(1,)'), bytesOf("cos\nsystem\n(S'true'\ntR."))).toContain('quarantine dangerous')
  expect(npy("{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (1,), }")).toBe(
    'refuse unscannable parse_error',
  )
})

test('NumPy: a header is read as Python would read it, or not at all', () => {
  const pickle = bytesOf("cos\nsystem\n(S'true'\ntR.")
  expect(npy(literal('[("a", "O")]', '(1,)'), pickle)).toContain('quarantine dangerous')
  expect(npy(literal("[('a', [('b', '|O')])]", '(1,)'), pickle)).toContain('quarantine dangerous')
  for (const descr of ["'i4,O'", "'object'", "'2O'", "[('a', '\\x4f')]", "['O']", "('O', (1,))", "'O' 'O'"])
    expect([descr, npy(literal(descr, '(1,)'), pickle)]).toEqual([descr, 'refuse unscannable parse_error'])
  const twice = "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'descr': '|O', 'shape': (1,), }\n"
  expect(npy(twice, Buffer.alloc(4))).toBe('refuse unscannable parse_error')
  expect(npy(literal("[('O', '<f4'), ('b', '<i8', (2,))]", '(2,)'), Buffer.alloc(40))).toBe('accept clean')
  expect(npy(literal("[('a', '<f4')]", '(2,)'), Buffer.alloc(9))).toBe(`${REFUSED} numpy_size_mismatch`)
  expect(npy(`{'descr': ${'['.repeat(5000)}`)).toBe('refuse unscannable parse_error')
})

test('a message of protobuf that is no model is of an unknown kind, unless its name says that it is the model', () => {
  const tensor = Buffer.from(message([1, 2], [2, 1], [9, new Uint8Array(8)]))
  expect(inspectVerdict('test_data_set_0/input_0.pb', tensor)).toBe('quarantine suspicious format_not_allowed')
  expect(inspectVerdict('m/saved_model.pb', tensor)).toBe('refuse unscannable parse_error')
})
