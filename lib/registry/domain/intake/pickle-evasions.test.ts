import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { zipBytes } from '../../testing/archive-bytes'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { message, valueInfo } from '../../testing/tiny-onnx'
import { type ByteSource, inMemory } from './byte-source'
import { worstVerdict } from './finding'
import { inspectSource } from './inspect-source'
import { judgeImport } from './pickle-imports'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const text = (value: string) => `\x8c${String.fromCharCode(value.length)}${value}`
const verdict = (pickle: string | Uint8Array, path = 'model.pkl') =>
  inspectVerdict(path, typeof pickle === 'string' ? bytes(pickle) : pickle)
const EVIL = "cos\nsystem\n(S'true'\ntR."

test('a name that walks from a harmless module into another one is critical, whatever that is called there', () => {
  const walks: [string, string][] = [
    ['random', '_os.system'],
    ['collections', '_sys.modules'],
    ['tempfile', '_shutil.rmtree'],
    ['builtins', 'print.__self__.eval'],
    ['functools', 'reduce.__self__'],
    ['random', '_urandom.__self__.system'],
    ['x', 'Y.__getattribute__'],
    ['torch', 'storage.io.open'],
    ['torch', 'hub.load'],
    ['numpy', 'testing.measure'],
  ]
  for (const [module, name] of walks)
    expect([module, name, judgeImport({ module, name })]).toEqual([module, name, 'critical'])
})

test('code objects, loaders and runners of code are critical; what models are made of is not', () => {
  const judge = (full: string) => {
    const at = full.lastIndexOf('.')
    return judgeImport({ module: full.slice(0, at), name: full.slice(at + 1) })
  }
  const critical =
    'types.CodeType types.FunctionType cloudpickle.cloudpickle.loads _imp.create_dynamic _winapi.CreateProcess site.execsitecustomize ' +
    '_frozen_importlib_external.SourceFileLoader torch.fx.graph_module.reduce_graph_module torch.jit.unsupported_tensor_ops.execWrapper ' +
    'torch.utils.bottleneck.__main__.run_cprofile torch.utils.data.datapipes.utils.decoder.basichandlers torch.ops.load_library ' +
    'torch.package.PackageImporter uuid._get_command_stdout platform.popen unittest.mock._importer numpy.ctypeslib.load_library ' +
    'pandas.eval numexpr.evaluate sympy.sympify yaml.unsafe_load'
  for (const full of critical.split(' ')) expect([full, judge(full)]).toEqual([full, 'critical'])
  const others =
    'numpy.random._pickle.__randomstate_ctor sklearn._loss._loss.__pyx_unpickle_CyHalfBinomialLoss copyreg.__newobj__ ' +
    'pandas.io.formats.style.Styler scipy.io.matlab.MatlabObject mypackage.code.Layer numpy._core.multiarray.scalar __main__.Model'
  for (const full of others.split(' ')) expect([full, judge(full)]).toEqual([full, 'other'])
})

test('no number of harmless names and byte strings hides the one behind them', () => {
  const names = Array.from({ length: 12_000 }, (_, i) => `cm${i}\nn\n0`).join('')
  expect(verdict(`\x80\x02${names}${EVIL}`)).toContain('dangerous')
  const decoys = Array.from({ length: 1500 }, (_, i) => `C\x08(abc${1000 + i}`).join('')
  expect(verdict(`\x80\x04(${decoys}C${String.fromCharCode(EVIL.length)}${EVIL}t.`)).toContain('pickle_critical_import')
  const pictures = Array.from({ length: 1200 }, (_, i) => ({ name: `${i}.png`, data: bytes('\x89PNG\r\n\x1a\n') }))
  const archive = zipBytes([...pictures, { name: 'z.pkl', data: bytes(EVIL) }])
  expect(worstVerdict(inspectSource('files.zip', inMemory(archive), new Map()).findings)).toBe('dangerous')
})

test('a pickle that builds more than is followed is unread, whatever comes after', () => {
  const pickle = `\x80\x04${text('os')}\x94${text('system')}\x9400(${'N'.repeat(1_000_001)}1h\0h\x01\x93)R.N.`
  expect(verdict(pickle)).toContain('refuse unscannable')
})

test('a pickle in a byte string is found without a mark of its protocol, and as text', () => {
  const bare = `${text('os')}${text('system')}\x93${text('true')}\x85R.`
  expect(verdict(`\x80\x04C${String.fromCharCode(bare.length)}${bare}.`)).toContain('pickle_critical_import')
  const inner = `\x80\x02${EVIL}`
  const utf8 = Buffer.from(inner, 'utf8')
  expect(
    verdict(Buffer.concat([bytes(`\x80\x04\x8c${String.fromCharCode(utf8.length)}`), utf8, bytes('.')])),
  ).toContain('pickle_critical_import')
  const long = `V\\u0063os\\u000asystem\\u000a(S'true'\\u000atR.${' '.repeat(5000)}\n.`
  expect(verdict(long)).toContain('pickle_critical_import')
})

test('objects that the loading program must supply, and state set on what is imported, are suspicious', () => {
  expect(verdict('Pweights\n.')).toBe('quarantine suspicious pickle_persistent_name')
  expect(verdict('\x80\x02X\x01\0\0\0aQ.')).toBe('quarantine suspicious pickle_persistent_name')
  expect(verdict(`\x80\x02ccollections\nOrderedDict\n}X\x01\0\0\0aK\x01sb.`)).toBe(
    'quarantine suspicious pickle_alters_import',
  )
})

test('a harmless pickle in front and bytes behind do not make a dangerous one a text', () => {
  expect(verdict(`I1\n.${EVIL}\nhello\n`, 'notes.txt')).toContain('dangerous')
})

test('thousands of broken openings of lines cost one search for a line, not one each', () => {
  const started = performance.now()
  verdict('\x80\x02F'.repeat(200_000))
  expect(performance.now() - started).toBeLessThan(5000)
})

/** Safetensors whose header length is the opcode of a text, so that a pickle goes on inside of its first name. */
function safetensorsAndPickle(dataBytes = 99): Buffer {
  const length = 0x58 + 0x500
  const header = Buffer.alloc(length, 'y')
  header.write('{"')
  const tail = `":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[${dataBytes}],"data_offsets":[0,${dataBytes}]},"`
  const end = `":{"dtype":"U8","shape":[0],"data_offsets":[${dataBytes},${dataBytes}]}}`
  let at = 2
  for (; at < length - 300; at += 128) header.write('U~', at)
  header.write(`U~${tail}`, at)
  for (at += 128; at < length; at += 128) header.write('U~', at)
  header.write(end, length - end.length)
  const size = Buffer.alloc(8)
  size.writeBigUInt64LE(BigInt(length))
  const data = Buffer.alloc(99)
  data.write(`0${EVIL}`, at - length, 'latin1')
  return Buffer.concat([size, header, data])
}

test('a sound file of another format that is a pickle too is refused under every name', () => {
  for (const name of ['model.safetensors', 'model.bin', 'weights'])
    expect(verdict(safetensorsAndPickle(), name)).toBe('refuse dangerous polyglot')
  // `(U` is a field of ONNX with a number, and the next field's tag is the length of a text to skip.
  const graph = message(
    [1, message([1, 'x'], [2, 'y'], [4, 'Identity'])],
    [11, valueInfo('x', 1, 2)],
    [12, valueInfo('y', 1, 2)],
  )
  const both = message([5, 0x55], [6, `${'a'.repeat(49)}0${EVIL}`], [1, 8], [7, graph], [8, message([2, 17])])
  expect(verdict(both, 'model.bin')).toBe('refuse dangerous polyglot')
})

test('a file too large to be held is followed as a pickle as well', () => {
  const dataBytes = 300_000_000
  const front = safetensorsAndPickle(dataBytes)
  const size = front.length - 99 + dataBytes
  const read = (from: number, length: number) => {
    const bytes = Buffer.alloc(length)
    if (from < front.length) front.copy(bytes, 0, from, Math.min(front.length, from + length))
    return bytes
  }
  const inspect = (source: ByteSource) => inspectSource('model.bin', source, new Map()).findings.map(({ code }) => code)
  expect(inspect({ size, read })).toEqual(['polyglot'])
  front.fill(0, front.length - 99)
  expect(inspect({ size, read })).toEqual([])
})

test('zlib with a small window and a stream beyond the ratio are compressed files, not unknown ones', () => {
  expect(verdict(deflateSync(bytes(EVIL), { windowBits: 9 }), 'model.bin')).toContain('pickle_critical_import')
  expect(verdict(deflateSync(Buffer.alloc(20_000_000), { level: 3 }), 'model.joblib')).toBe(
    'refuse dangerous archive_ratio',
  )
})
