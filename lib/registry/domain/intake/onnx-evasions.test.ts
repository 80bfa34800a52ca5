import { expect, test } from 'vitest'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { type Field, message, valueInfo } from '../../testing/tiny-onnx'

const REFUSED = 'refuse dangerous'
const NAMES: Field[] = [
  [11, valueInfo('input', 1, 2)],
  [12, valueInfo('variable', 1, 2)],
]
const node = (type: string, more: Field[] = [], inputs = ['input']) =>
  message(...inputs.map((name): Field => [1, name]), [2, 'variable'], [4, type], ...more)
const graph = (...fields: Field[]) => message([1, node('Identity')], ...fields, ...NAMES)
const model = (body: Uint8Array, more: Field[] = []) => message([1, 8], [7, body], [8, message([2, 17])], ...more)
const verdict = (bytes: Uint8Array, siblings = {}) => inspectVerdict('model.onnx', bytes, siblings)
const external = (location: string) =>
  message([1, 1], [2, 1], [13, message([1, 'location'], [2, location])], [8, 'W'], [14, 1])
const raw = (values: bigint[]) => {
  const data = Buffer.alloc(8 * values.length)
  for (const [index, value] of values.entries()) data.writeBigInt64LE(value, 8 * index)
  return (name: string) => message([1, values.length], [2, 7], [8, name], [9, data])
}
const ESCAPE = `${REFUSED} onnx_external_data_escape`

test('tensor data that leads outside is found wherever a tensor can be', () => {
  const tensor = external('/etc/passwd')
  const attribute = message([1, 'value'], [5, tensor])
  const inner = graph([5, tensor])
  expect(verdict(model(graph([5, tensor])))).toBe(ESCAPE)
  expect(verdict(model(message([1, node('Constant', [[5, attribute]])], ...NAMES)))).toBe(ESCAPE)
  expect(verdict(model(message([1, node('If', [[5, message([6, inner])]])], ...NAMES)))).toBe(ESCAPE)
  expect(verdict(model(message([1, node('If', [[5, message([11, inner])]])], ...NAMES)))).toBe(ESCAPE)
  expect(verdict(model(graph([15, message([1, tensor])])))).toBe(ESCAPE)
  expect(verdict(model(message([1, node('Constant', [[5, message([22, message([2, tensor])])]])], ...NAMES)))).toBe(
    ESCAPE,
  )
  const body = node('Constant', [[5, attribute]])
  const own = (...fields: Field[]) => message([1, 'F'], [10, 'own'], ...fields)
  expect(verdict(model(graph(), [[25, own([7, body])]]))).toBe(ESCAPE)
  expect(verdict(model(graph(), [[25, own([11, attribute])]]))).toBe(ESCAPE)
  expect(verdict(model(graph(), [[25, own([11, message([6, inner])])]]))).toBe(ESCAPE)
  expect(verdict(model(graph(), [[20, message([1, inner])]]))).toBe(ESCAPE)
  expect(verdict(model(graph(), [[20, message([2, inner])]]))).toBe(ESCAPE)
})

test('no number of tensors that are in their place hides one that is not', () => {
  const many = Array.from({ length: 1500 }, (): Field => [5, external('w.bin')])
  expect(verdict(model(graph(...many)), { 'w.bin': 4 })).toBe('accept clean')
  expect(verdict(model(graph(...many, [5, external('../x')])), { 'w.bin': 4 })).toBe(ESCAPE)
})

test('a place that begins in the own folder is one inside of it', () => {
  expect(verdict(model(graph([5, external('./w.bin')])), { 'w.bin': 4 })).toBe('accept clean')
  expect(verdict(model(graph([5, external('./../w.bin')])), { 'w.bin': 4 })).toBe(ESCAPE)
  expect(verdict(model(graph([5, external('.//etc/passwd')])))).toContain('refuse')
})

test('operators of other domains are found wherever a node can be; one function of a domain does not vouch for the others', () => {
  const foreign = node('ShellExec', [[7, 'com.example']])
  const CUSTOM = 'accept suspicious onnx_custom_domain'
  const inner = message([1, foreign])
  expect(verdict(model(message([1, node('If', [[5, message([6, inner])]])], ...NAMES)))).toBe(CUSTOM)
  expect(verdict(model(graph(), [[20, message([2, inner])]]))).toBe(CUSTOM)
  const own = message([1, 'Other'], [7, node('Relu')], [10, 'com.example'])
  expect(verdict(model(graph([1, foreign]), [[25, own]]))).toBe(CUSTOM)
  const same = message([1, 'ShellExec'], [7, node('Relu')], [10, 'com.example'])
  expect(verdict(model(graph([1, foreign]), [[25, same]]))).toBe('accept clean')
  expect(verdict(model(graph(), [[25, message([1, 'F'], [7, foreign], [10, 'own'])]]))).toBe(CUSTOM)
})

test('operators that hand over to Python, a library or a compiled program are quarantined', () => {
  for (const type of ['PythonOp', 'ATen', 'EPContext'])
    expect(verdict(model(graph([1, node(type, [[7, 'com.microsoft']])])))).toBe(
      'quarantine suspicious onnx_opaque_operator',
    )
})

test('tensors without measure: sparse ones are refused, computed ones are a finding', () => {
  const sparse = (dims: number[]) =>
    message([1, raw([1n])('S')], [2, raw([0n])('I')], ...dims.map((dim): Field => [3, dim]))
  expect(verdict(model(graph([15, sparse([1000])])))).toBe('accept clean')
  expect(verdict(model(graph([15, sparse([2 ** 40])])))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  expect(verdict(model(graph([15, sparse([2 ** 20, 2 ** 20])])))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  const made = (values: bigint[]) => model(graph([1, node('ConstantOfShape', [], ['s'])], [5, raw(values)('s')]))
  expect(verdict(made([10n, 10n]))).toBe('accept clean')
  expect(verdict(made([2n ** 20n, 2n ** 20n]))).toBe('accept suspicious onnx_huge_tensor')
  const shape = message([1, 'value_ints'], [8, 2 ** 40])
  const constant = message([2, 's'], [4, 'Constant'], [5, shape])
  const expanded = graph([1, constant], [1, node('Expand', [], ['input', 's'])])
  expect(verdict(model(expanded))).toBe('accept suspicious onnx_huge_tensor')
})

test('numbers of two and four bits fill their bytes', () => {
  const packed = (type: number, bytes: number) => message([1, 5], [2, type], [8, 'W'], [9, new Uint8Array(bytes)])
  for (const [type, bytes] of [
    [22, 3],
    [25, 2],
    [26, 2],
  ] as const) {
    expect(verdict(model(graph([5, packed(type, bytes)])))).toBe('accept clean')
    expect(verdict(model(graph([5, packed(type, 5)])))).toBe(`${REFUSED} onnx_tensor_size_mismatch`)
  }
})

test('millions of nodes are read one by one', () => {
  const nodes = Buffer.alloc(600_000, Buffer.from(message([1, new Uint8Array()])))
  expect(verdict(model(Buffer.concat([nodes, graph()])))).toBe('accept clean')
})

test('a long loop is found though another graph has its count under the same name', () => {
  const loop = node('Loop', [], ['n', '', 'input'])
  const inner = message([1, node('Identity')], [5, raw([3n])('n')])
  const body = graph([1, loop], [5, raw([10n ** 9n])('n')], [1, node('If', [[5, message([6, inner])]])])
  expect(verdict(model(body))).toBe('accept suspicious onnx_long_loop')
})
