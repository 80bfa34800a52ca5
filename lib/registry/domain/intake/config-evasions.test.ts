import { expect, test } from 'vitest'
import { tarBytes, zipBytes } from '../../testing/archive-bytes'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { type Field, message, tinyOnnx } from '../../testing/tiny-onnx'

const verdict = (path: string, text: string | Uint8Array, siblings = {}) =>
  inspectVerdict(path, typeof text === 'string' ? Buffer.from(text) : text, siblings)
const json = (value: unknown, path = 'config.json') => verdict(path, JSON.stringify(value))
const keras = (value: unknown) =>
  inspectVerdict('model.keras', zipBytes([{ name: 'config.json', data: JSON.stringify(value) }]))
const layer = (own: Record<string, unknown>) => ({
  class_name: 'Functional',
  module: 'keras',
  config: { layers: [own] },
})
const DANGEROUS = 'quarantine dangerous'

test('Keras: an archive is one by its name too, and a configuration of its own is read like one inside', () => {
  expect(keras(layer({ class_name: 'Dense', module: 'keras.layers', config: {} }))).toBe('quarantine clean')
  expect(keras(layer({ class_name: 'Lambda', config: {} }))).toBe(`${DANGEROUS} keras_lambda`)
  expect(json(layer({ class_name: 'Lambda', config: {} }), 'model.json')).toBe(`${DANGEROUS} keras_lambda`)
  expect(json(layer({ class_name: 'Dense', config: {} }), 'model.json')).toBe('accept clean')
  expect(keras(layer({ class_name: 'TorchModuleWrapper', config: { module: 'gASV' } }))).toBe(
    `${DANGEROUS} keras_lambda`,
  )
})

test('Keras: references to what runs programs, fetches or loads are dangerous; functions from elsewhere are named', () => {
  const CRITICAL = `${DANGEROUS} keras_critical_object`
  const reference = (module: string, name: string, config: unknown = {}) =>
    keras(layer({ class_name: name, module, config, registered_name: name }))
  expect(reference('os', 'function', 'system')).toBe(CRITICAL)
  expect(reference('subprocess', 'Popen')).toBe(CRITICAL)
  expect(reference('builtins', 'exec')).toBe(CRITICAL)
  expect(reference('builtins', 'function', 'eval')).toBe(CRITICAL)
  expect(reference('keras.utils', 'function', 'get_file')).toBe(CRITICAL)
  expect(reference('keras.src.saving', 'load_model')).toBe(CRITICAL)
  expect(reference('builtins', 'function', 'my_loss')).toBe('quarantine suspicious keras_custom_object')
  expect(reference('keras.layers', 'StringLookup', { vocabulary: '/etc/passwd' })).toBe(
    `${DANGEROUS} keras_path_escape`,
  )
  expect(reference('keras.layers', 'StringLookup', { vocabulary: ['a', 'b'] })).toBe('quarantine clean')
})

test('skops: a function that is named by its path is one that is built', () => {
  const schema = { __module__: 'builtins', __class__: 'dict', content: { module_path: 'os', function: 'system' } }
  const archive = zipBytes([{ name: 'schema.json', data: JSON.stringify(schema) }])
  expect(inspectVerdict('model.skops', archive)).toBe('quarantine dangerous skops_critical_type')
})

test('HDF5: a Lambda layer is found however its letters are written, wherever it stands', () => {
  const hdf5 = (text: string) => verdict('model.h5', Buffer.from(`\x89HDF\r\n\x1a\n${text}`, 'latin1'))
  expect(hdf5('{"class_name": "\\u004cam\\u0062da"}')).toContain(`${DANGEROUS} keras_lambda`)
  expect(hdf5(`${' '.repeat(4_194_290)}{"class_name": "Lambda"}`)).toContain(`${DANGEROUS} keras_lambda`)
  expect(hdf5('{"class_name": "Dense"}')).toBe('quarantine suspicious format_not_allowed')
})

test('YAML that builds objects is dangerous under every name and spelling of the tag', () => {
  const spellings = [
    "a: !!python/object/apply:os.system ['true']\n",
    "a: !<tag:yaml.org,2002:python/object/apply:os.system> ['true']\n",
    "%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!object/apply:os.system ['true']\n",
    "a: !<tag:yaml.org,2002:%70ython/object/apply:os.system> ['true']\n",
    "a: !!%70ython/object/apply:os.system ['true']\n",
    "%TAG !p! tag:yaml.org,2002:py\n---\na: !p!thon/object/apply:os.system ['true']\n",
    "%TAG ! tag:yaml.org,2002:python/\n---\na: !object/apply:os.system ['true']\n",
  ]
  for (const text of spellings) {
    for (const name of ['conda.yaml', 'config.yml'])
      expect([text, verdict(name, text)]).toEqual([text, 'refuse dangerous yaml_python_tag'])
    expect(verdict('MLmodel', text)).toContain('refuse dangerous')
  }
  expect(verdict('conda.yaml', 'dependencies:\n- python=3.11\n- pip:\n  - numpy==2.1\n')).toBe('accept clean')
  expect(verdict('template.yaml', 'a: !Ref Name\n')).toBe('accept clean')
  expect(verdict('hyperparams.yaml', 'a: !new:mypackage.Layer\n')).toBe('quarantine suspicious yaml_running_tag')
})

test('a configuration whose reader calls what it names is judged by the name', () => {
  expect(verdict('config.yaml', 'model:\n  _target_: os.system\n')).toBe(`${DANGEROUS} config_critical_target`)
  expect(json({ model: { _target_: 'builtins.exec' } })).toBe(`${DANGEROUS} config_critical_target`)
  expect(verdict('config.yaml', 'model:\n  _target_: nemo.collections.asr.modules.Encoder\n')).toBe('accept clean')
  const nemo = (yaml: string) => inspectVerdict('model.nemo', tarBytes([{ name: './model_config.yaml', data: yaml }]))
  expect(nemo('_target_: nemo.Encoder\n')).toBe('quarantine clean')
  expect(nemo('_target_: subprocess.run\n')).toBe(`${DANGEROUS} config_critical_target`)
})

test('configurations that bring code from elsewhere are named', () => {
  expect(json({ model_type: 'x', auto_map: { AutoModel: 'modeling_x.Model' } })).toBe(
    'quarantine suspicious remote_code',
  )
  expect(json({ model_type: 'bert', hidden_size: 768 })).toBe('accept clean')
})

test('templates of conversations that reach for the interpreter are dangerous, in JSON, on their own and in GGUF', () => {
  const evil = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
  const sound =
    "{% for message in messages %}{{ '<|' + message['role'] + '|>' }}{{ message['content'] | trim }}{% if loop.last %}{{ eos_token }}{% endif %}{% endfor %}"
  const CODE = `${DANGEROUS} template_code`
  expect(json({ chat_template: evil }, 'tokenizer_config.json')).toBe(CODE)
  expect(json({ chat_template: [{ name: 'default', template: evil }] }, 'tokenizer_config.json')).toBe(CODE)
  expect(json({ chat_template: sound }, 'tokenizer_config.json')).toBe('accept clean')
  expect(verdict('chat_template.jinja', "{{ ''|attr('\\x5f\\x5fclass') }}")).toBe(CODE)
  expect(verdict('chat_template.jinja', sound)).toBe('accept clean')
  const text = (value: string) => {
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(value.length))
    return Buffer.concat([length, Buffer.from(value)])
  }
  const number = (value: number, bytes: number) => {
    const buffer = Buffer.alloc(bytes)
    buffer.writeUInt32LE(value)
    return buffer
  }
  const gguf = (template: string) => {
    const pair = [text('tokenizer.chat_template'), number(8, 4), text(template)]
    const head = Buffer.concat([Buffer.from('GGUF'), number(3, 4), number(0, 8), number(1, 8), ...pair])
    return verdict('model.gguf', Buffer.concat([head, Buffer.alloc(64)]))
  }
  expect(gguf(`${'a'.repeat(500)}${evil}`)).toBe(CODE)
  expect(gguf(sound)).toBe('accept clean')
})

test('XML with entities of its own is refused, other markup is text', () => {
  const pmml = (head: string) => verdict('model.pmml', `<?xml version="1.0"?>\n${head}<PMML version="4.4"></PMML>\n`)
  expect(pmml('')).toBe('accept clean')
  expect(pmml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')).toBe('refuse dangerous xml_entity')
  expect(pmml('<!DOCTYPE PMML SYSTEM "http://example.com/a.dtd">')).toBe('refuse dangerous xml_entity')
  const svg = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
  expect(verdict('plot.svg', `<?xml version="1.0"?>\n${svg}\n<svg/>`)).toBe('accept clean')
  expect(pmml('<!DOCTYPE PMML PUBLIC "-//X//Y" "http://example.com/a.dtd">')).toBe('refuse dangerous xml_entity')
  expect(verdict('page.html', '<!DOCTYPE html>\n<p>entity</p>')).toBe('accept clean')
  expect(verdict('notes.md', 'About <!ENTITY x> in XML')).toBe('accept clean')
})

test('SavedModel: the last name of an operation counts; graphs written as text are graphs', () => {
  const node = message([1, 'n'], [2, 'MatMul'], [2, 'PyFunc'])
  const meta = message([2, message([1, node] as Field)])
  expect(verdict('saved_model.pb', message([1, 1], [2, meta]))).toBe('quarantine suspicious savedmodel_operation')
  const text = (op: string) =>
    verdict('saved_model.pbtxt', `meta_graphs {\n  graph_def { node { name: "a" op: "${op}" } }\n}\n`)
  expect(text('MatMul')).toBe('quarantine clean')
  expect(text('ReadFile')).toBe('quarantine suspicious savedmodel_operation')
  expect(verdict('label_map.pbtxt', 'item {\n  id: 1\n  name: "cat"\n}\n')).toBe('accept clean')
})

test('an MLmodel names many files: the last one counts as much as the first', () => {
  const artifacts = Array.from({ length: 300 }, (_, i) => `      a${i}: {path: model.pkl, uri: x}\n`).join('')
  const mlmodel = (last: string) =>
    verdict(
      'MLmodel',
      `flavors:\n  python_function:\n    loader_module: mlflow.pyfunc.model\n    artifacts:\n${artifacts}      z: {path: ${last}, uri: x}\n`,
      { 'model.pkl': 1 },
    )
  expect(mlmodel('model.pkl')).toBe('accept clean')
  expect(mlmodel('../../secret')).toBe('refuse dangerous mlmodel_path_escape')
})

test('programs are told by their first bytes: compiled Python, WebAssembly, Dalvik, LLVM, fat binaries', () => {
  for (const mark of ['\xa7\x0d\x0d\x0a', '\0asm', 'dex\n', 'BC\xc0\xde', '\xca\xfe\xba\xbf'])
    expect([mark, verdict('model.bin', Buffer.from(`${mark}${'\0'.repeat(16)}`, 'latin1'))]).toEqual([
      mark,
      `${DANGEROUS} format_not_allowed`,
    ])
  expect(verdict('model.onnx', tinyOnnx())).toBe('accept clean')
})
