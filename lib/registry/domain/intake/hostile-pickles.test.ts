import { deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { judgeImport } from './pickle-imports'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const verdict = (text: string | Uint8Array) =>
  inspectVerdict('model.pkl', typeof text === 'string' ? bytes(text) : text)
const text = (value: string) => `\x8c${String.fromCharCode(value.length)}${value}`

const CRITICAL = 'quarantine dangerous pickle_critical_import'
const UNRESOLVED = 'quarantine dangerous pickle_unresolved_import'
const OTHER = 'quarantine suspicious pickle_import_not_allowed'
const CLEAN = 'quarantine clean'

test.each([
  ['GLOBAL and REDUCE', "cos\nsystem\n(S'true'\ntR."],
  ['GLOBAL in protocol 2', '\x80\x02cposix\nsystem\nX\x04\0\0\0true\x85R.'],
  ['INST', "(S'true'\nios\nsystem\n."],
  ['OBJ', "(cos\nsystem\nS'true'\no."],
  ['NEWOBJ', '\x80\x02csubprocess\nPopen\n)\x81.'],
  ['BUILD on an instance of it', '\x80\x02cos\n_Environ\n)\x81}b.'],
  ['STACK_GLOBAL', `\x80\x04${text('os')}${text('system')}\x93${text('true')}\x85R.`],
  ['STACK_GLOBAL through MEMOIZE and BINGET', `\x80\x04${text('os')}\x94${text('system')}\x9400h\0h\x01\x93.`],
  ['STACK_GLOBAL through PUT and GET', `\x80\x04${text('os')}p7\n${text('system')}p9\n00g7\ng9\n\x93.`],
  [
    'STACK_GLOBAL through LONG_BINPUT',
    `\x80\x04${text('os')}r\xff\xff\0\0${text('system')}q\x0100j\xff\xff\0\0h\x01\x93.`,
  ],
  ['names with escapes of a STRING', "\x80\x04S'\\x6f\\163'\nS'\\x73ystem'\n\x93."],
  ['names with escapes of a UNICODE', '\x80\x04V\\u006fs\nV\\u0073ystem\n\x93.'],
  ['a duplicate of the name', `\x80\x04${text('pty')}2\x93.`],
  ['a name behind a frame of wrong length', `\x80\x04\x95\xff\0\0\0\0\0\0\0${text('os')}${text('system')}\x93.`],
  ['eval', '\x80\x02c__builtin__\neval\nX\x01\0\0\x001\x85R.'],
  ['a dotted name that ends in a module', '\x80\x04cnumpy\ncore.os.system\n.'],
  ['a dotted name through globals', '\x80\x04ccollections\nOrderedDict.__init__.__globals__\n.'],
  ['the second pickle of a file', "\x80\x02N.cos\nsystem\n(S'true'\ntR."],
  ['bytes behind the end, and then a pickle', "\x80\x02N.\xff\xfe\xfdjunk cos\nsystem\n(S'true'\ntR."],
  ['a pickle inside of bytes', "\x80\x04C\x17cos\nsystem\n(S'true'\ntR.."],
  ['a pickle inside of a text', "(S'cos\\nsystem\\n(S\\'true\\'\\ntR.'\nl."],
  ['a call before the pickle breaks off', "cos\nsystem\n(S'true'\ntR"],
])('%s is dangerous', (_, pickle) => {
  expect(verdict(pickle)).toContain('dangerous')
  expect(verdict(pickle)).toContain('pickle_critical_import')
})

test.each([
  ['a name that is computed', '\x80\x04cbuiltins\nstr\n)R\x8c\x06system\x93.'],
  ['a name from the registry of extensions', '\x80\x02\x82\x01.'],
  [
    'a key of the memo in a spelling of Python',
    `\x80\x04${text('re')}p10\n0${text('os')}p1_0\n0g10\n${text('x')}\x93.`,
  ],
  ['a name that is no name', '\x80\x04\x8c\x03o s\x8c\x01x\x93.'],
])('%s is dangerous because it cannot be told', (_, pickle) => expect(verdict(pickle)).toContain(UNRESOLVED))

test.each([
  ['print', '\x80\x02c__builtin__\nprint\nX\x02\0\0\0hi\x85R.'],
  ['a class of scikit-learn', 'csklearn.linear_model._base\nLinearRegression\n)\x81}b.'],
  ['a browser', '\x80\x02cwebbrowser\nopen\n)R.'],
  ['cloudpickle, which carries code by design', '\x80\x04ccloudpickle.cloudpickle\n_make_function\n)R.'],
])('%s is suspicious', (_, pickle) => expect(verdict(pickle)).toBe(OTHER))

test.each([
  ['numbers, texts and tables', '(lp0\nI1\naF2.5\naVhello\na.'],
  ['an ordered table', '\x80\x02ccollections\nOrderedDict\n)R.'],
  ['an array', '\x80\x03cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\x85C\x01b\x87R.'],
])('%s: clean, and quarantined for its format', (_, pickle) => expect(verdict(pickle)).toBe(CLEAN))

test('what runs code, loads code or loads pickles is critical', () => {
  const names = [
    'builtins.eval builtins.exec builtins.compile builtins.getattr builtins.open builtins.__import__ builtins.breakpoint',
    '__builtin__.execfile operator.attrgetter _operator.methodcaller runpy.run_path pip.main pip._internal.main pty.spawn',
    'nt.system socket.socket shutil.rmtree asyncio.run pickle.loads _pickle.loads importlib.import_module ctypes.CDLL',
    'numpy.load torch.load torch.hub.load torch.serialization.load joblib.load pandas.read_pickle dill.loads cloudpickle.loads',
    'marshal.loads code.InteractiveConsole timeit.timeit bdb.Bdb.run pdb.run cProfile.run pydoc.pipepager io.open _io.FileIO',
    'numpy.testing._private.utils.runstring torch.utils.collect_env.run torch.serialization.os.system sys.modules',
  ]
  for (const full of names.join(' ').split(' ')) {
    const at = full.lastIndexOf('.')
    expect([full, judgeImport({ module: full.slice(0, at), name: full.slice(at + 1) })]).toEqual([full, 'critical'])
  }
})

test('the allow-list is exact: neighbours of allowed names are not allowed', () => {
  const judge = (full: string) =>
    judgeImport({ module: full.slice(0, full.lastIndexOf('.')), name: full.slice(full.lastIndexOf('.') + 1) })
  const allowed = [
    'collections.OrderedDict',
    'torch._utils._rebuild_tensor_v2',
    'torch.FloatStorage',
    'numpy.dtype',
    'numpy.ndarray',
  ]
  expect(allowed.map(judge)).toEqual(allowed.map(() => 'allowed'))
  const others = [
    'collections.Counter',
    'torch._utils._rebuild_parameter',
    'torch.x.FloatStorage',
    'xnumpy.dtype',
    'numpy.dtypes',
    'numpy.core.multiarray.scalar',
  ]
  expect(others.map(judge)).toEqual(others.map(() => 'other'))
})

/** joblib: a wrapper whose state announces `count` raw bytes behind it. */
function joblib(array: string, count = array.length, padded = true): string {
  const dtype = `\x8c\x05numpy\x8c\x05dtype\x93${text('u1')}\x89\x88\x87R(K\x03${text('|')}NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb`
  const alignment = padded ? `${text('numpy_array_alignment_bytes')}K\x10` : ''
  const state = `}(${text('shape')}K${String.fromCharCode(count)}\x85${text('dtype')}${dtype}${alignment}u`
  return `\x80\x04${text('joblib.numpy_pickle')}${text('NumpyArrayWrapper')}\x93)\x81${state}b${padded ? '\x02\xff\xff' : ''}${array}`
}

test('arrays that joblib writes between the opcodes are stepped over, and what follows them is read', () => {
  const array = '\x82\x93\x80\x04\x84cos\n\x82'
  expect(verdict(`${joblib(array)}.`)).toBe(OTHER)
  const memo = `${joblib(array)}0${text('os')}\x94${text('system')}\x9400h\0h\x01\x93.`
  expect(verdict(memo)).toContain('pickle_critical_import')
})

test('array bytes that another unpickler would run are read as opcodes too', () => {
  expect(verdict(`${joblib("cos\nsystem\n(S'true'\ntR.", undefined, false)}.`)).toContain(CRITICAL)
  expect(verdict(`${joblib('N0N0N0', undefined, false)}.`)).toBe(UNRESOLVED)
})

test('compressed pickles are opened within limits, others block', () => {
  const pickle = bytes("cos\nsystem\n(S'true'\ntR.")
  expect(inspectVerdict('model.joblib', gzipSync(pickle))).toBe(CRITICAL)
  expect(inspectVerdict('model.joblib', deflateSync(pickle))).toBe(CRITICAL)
  expect(inspectVerdict('model.joblib', bytes('\xfd7zXZ\0rest'))).toContain('unscannable')
  expect(inspectVerdict('model.joblib', gzipSync(Buffer.alloc(200_000_000)))).toBe('refuse dangerous archive_ratio')
  expect(inspectVerdict('model.joblib', gzipSync(pickle).subarray(0, 20))).toBe('refuse unscannable parse_error')
})

test('a pickle that is cut off anywhere is never clean and never accepted', () => {
  const whole = bytes(`\x80\x04\x95\x20\0\0\0\0\0\0\0${text('collections')}\x94${text('OrderedDict')}\x94\x93)R.`)
  expect(verdict(whole)).toBe(CLEAN)
  for (let length = 2; length < whole.length; length += 1)
    expect(verdict(whole.subarray(0, length))).toMatch(/^refuse unscannable/)
})

test('a text is not taken for a pickle, whatever lines it has', () => {
  for (const content of [
    'scikit_learn\njoblib\nnumpy==1.26.4\n',
    'cloudpickle\npandas\n',
    'class,name\ncat,tom\n',
    'A model card.\n\nIt was trained on data.\n',
    '(a) first\n(b) second.\n',
  ])
    expect(inspectVerdict('requirements.txt', bytes(content))).toBe('accept clean')
})

test('whatever stands before it in the memo, a critical import is found', () => {
  const noise = fc.constantFrom('N', 'K\x05', ')', '}', ']', '\x88', 'NN\x86', '(K\x01t', text('x'), '\x8f', 'N0')
  fc.assert(
    fc.property(fc.array(noise, { maxLength: 30 }), fc.boolean(), (before, viaMemo) => {
      const prefix = before.map((op) => `${op}\x94`).join('')
      const n = before.filter((op) => op !== 'N0').length + before.filter((op) => op === 'N0').length
      const call = viaMemo
        ? `${text('os')}\x94${text('system')}\x94h${String.fromCharCode(n)}h${String.fromCharCode(n + 1)}\x93`
        : `${text('os')}${text('system')}\x93`
      const pickle = `\x80\x04N${prefix}${call}.`
      return verdict(pickle).includes('pickle_critical_import')
    }),
  )
})
