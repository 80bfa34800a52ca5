import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { inspectVerdict } from '../../testing/inspect-verdict'
import { type Field, message, tinyOnnx } from '../../testing/tiny-onnx'
import { inMemory } from './byte-source'
import { decideIntake } from './decide-intake'
import { inspectSource } from './inspect-source'

/** All files of a version, judged together as intake does. */
function decide(files: Record<string, string | Uint8Array>) {
  const entries = Object.entries(files).map(([path, data]) => ({ path, bytes: Buffer.from(data as string) }))
  const siblings = new Map(entries.map(({ path, bytes }) => [path, bytes.length]))
  const inspected = entries.map(({ path, bytes }) => ({
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...inspectSource(path, inMemory(bytes), siblings),
  }))
  const referenced = new Set(inspected.flatMap((file) => file.companions))
  return decideIntake(
    inspected.filter((file) => !referenced.has(file.path)),
    null,
  )
}

const MLMODEL = `artifact_path: model
flavors:
  python_function:
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.sklearn
    model_path: model.pkl
    predict_fn: predict
    python_version: 3.11.7
  sklearn:
    code: null
    pickled_model: model.pkl
    serialization_format: cloudpickle
    sklearn_version: 1.5.0
mlflow_version: 2.20.1
model_uuid: 0a1b2c
run_id: 1234abcd
saved_input_example_info:
  artifact_path: input_example.json
  type: dataframe
signature:
  inputs: '[{"type": "double", "name": "age", "required": true}, {"type": "string", "name": "sex"}]'
  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "int64", "shape": [-1]}}]'
  params: null
utc_time_created: '2026-11-02 10:00:00.000000'
`
const DIRECTORY = {
  MLmodel: MLMODEL,
  'conda.yaml':
    'channels:\n- conda-forge\ndependencies:\n- python=3.11.7\n- pip:\n  - scikit-learn==1.5.0\nname: mlflow-env\n',
  'python_env.yaml': 'python: 3.11.7\nbuild_dependencies:\n- pip==23.2.1\ndependencies:\n- -r requirements.txt\n',
  'requirements.txt': 'mlflow==2.20.1\nscikit-learn==1.5.0  # pinned\n',
  'input_example.json': '{"columns": ["age", "sex"], "data": [[39, "f"]]}',
  'model.pkl': 'csklearn.linear_model._base\nLinearRegression\n)\x81}b.',
}

test('an MLflow directory of scikit-learn is read as data: flavours, run, signature, environment; its pickle decides', () => {
  const decision = decide({ ...DIRECTORY, 'model.pkl': Buffer.from(DIRECTORY['model.pkl'], 'latin1') })
  expect(decision).toMatchObject({ state: 'QUARANTINED', verdict: 'suspicious', format: 'mlflow' })
  expect(decision.stateReason).toMatch(/^model\.pkl: It imports sklearn/)
  expect(decision.metadata).toMatchObject({
    entryFile: 'MLmodel',
    mlflow: {
      flavors: ['python_function', 'sklearn'],
      runId: '1234abcd',
      mlflowVersion: '2.20.1',
      loaderModule: 'mlflow.sklearn',
      inputExample: 'input_example.json',
    },
    headers: expect.arrayContaining([
      expect.objectContaining({ path: 'requirements.txt', requirements: ['mlflow==2.20.1', 'scikit-learn==1.5.0'] }),
      expect.objectContaining({ path: 'conda.yaml', dependencies: ['python=3.11.7'], pip: ['scikit-learn==1.5.0'] }),
      expect.objectContaining({ path: 'python_env.yaml', python: '3.11.7', buildDependencies: ['pip==23.2.1'] }),
    ]),
  })
  expect(decision.signature).toMatchObject({
    inputs: [
      { name: 'age', datatype: 'FP64' },
      { name: 'sex', datatype: 'BYTES' },
    ],
    outputs: [{ datatype: 'INT64', shape: [-1] }],
    features: [
      { name: 'age', type: 'numeric' },
      { name: 'sex', type: 'categorical' },
    ],
    inputBinding: 'columns',
  })
})

test('an MLflow directory of ONNX is served as ONNX', () => {
  const mlmodel =
    'flavors:\n  onnx:\n    data: model.onnx\n  python_function:\n    loader_module: mlflow.onnx\n    data: model.onnx\n'
  const decision = decide({ MLmodel: mlmodel, 'model.onnx': tinyOnnx(), 'requirements.txt': 'onnx==1.17.0\n' })
  expect(decision).toMatchObject({ state: 'READY', verdict: 'clean', format: 'onnx', findings: [] })
  expect(decision.metadata).toMatchObject({ entryFile: 'model.onnx', mlflow: { flavors: ['onnx', 'python_function'] } })
})

const mlmodel = (text: string, siblings = { 'model.pkl': 1 }) => inspectVerdict('MLmodel', Buffer.from(text), siblings)
const flavor = (line: string) => `flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    ${line}\n`

test('an MLmodel that leads outside, hides, builds objects or brings code says so', () => {
  expect(mlmodel(flavor('data: model.pkl'))).toBe('accept clean')
  for (const path of ['/etc/passwd', '../../etc/passwd', 'file:///etc/passwd', 'C:\\x', '..'])
    expect(mlmodel(flavor(`data: '${path}'`))).toBe('refuse dangerous mlmodel_path_escape')
  expect(mlmodel(flavor('data: gone.pkl'))).toBe('accept suspicious mlmodel_file_missing')
  expect(mlmodel(flavor('code: model.pkl'))).toBe('quarantine suspicious mlmodel_code')
  expect(mlmodel('flavors:\n  python_function:\n    loader_module: evil.loader\n')).toBe(
    'quarantine suspicious mlmodel_custom_loader',
  )
  expect(mlmodel("flavors: !!python/object/apply:os.system ['true']\n")).toBe('refuse dangerous mlmodel_not_readable')
  expect(mlmodel('a: &a [1]\nflavors: {x: {y: *a}}\n')).toBe('refuse dangerous mlmodel_not_readable')
  expect(mlmodel('flavors: {}\nflavors: {a: {}}\n')).toBe('refuse unscannable mlmodel_not_readable')
  expect(mlmodel('just a text')).toBe('refuse unscannable mlmodel_not_readable')
  expect(mlmodel(`flavors: ${'['.repeat(20_000)}`)).toContain('refuse')
})

test('aliases that multiply are refused, not followed', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 12; i += 1)
    lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`)
  expect(mlmodel(`${lines.join('\n')}\nflavors: {}\n`)).toBe('refuse dangerous mlmodel_not_readable')
})

test('XGBoost as JSON and LightGBM as text are recognised and accepted; cut off they are not', () => {
  const xgb = JSON.stringify({
    learner: {
      learner_model_param: { num_feature: '4', num_class: '0' },
      objective: { name: 'reg:squarederror' },
      feature_names: ['a'],
    },
    version: [2, 1, 0],
  })
  expect(decide({ 'model.json': xgb })).toMatchObject({ state: 'READY', format: 'xgboost', verdict: 'clean' })
  expect(decide({ 'model.json': xgb.slice(0, -5) })).toMatchObject({ state: 'REFUSED', verdict: 'unscannable' })
  const lgb =
    'tree\nversion=v4\nnum_class=1\nmax_feature_idx=3\nobjective=regression\nfeature_names=a b c d\n\nTree=0\nnum_leaves=2\n\nend of trees\n'
  const decision = decide({ 'model.lgb': lgb })
  expect(decision).toMatchObject({ state: 'READY', format: 'lightgbm', verdict: 'clean' })
  expect(decision.metadata['headers']).toEqual([
    expect.objectContaining({ path: 'model.lgb', version: 'v4', features: ['a', 'b', 'c', 'd'] }),
  ])
  expect(decide({ 'model.lgb': lgb.slice(0, 80) })).toMatchObject({ state: 'REFUSED', verdict: 'unscannable' })
})

test('XGBoost as UBJSON: the same keys, every length held against the file', () => {
  const text = (value: string) =>
    Buffer.concat([Buffer.from([0x4c, 0, 0, 0, 0, 0, 0, 0, value.length]), Buffer.from(value)])
  const object = (...pairs: [string, Buffer][]) =>
    Buffer.concat([Buffer.from('{'), ...pairs.flatMap(([key, value]) => [text(key), value]), Buffer.from('}')])
  const string = (value: string) => Buffer.concat([Buffer.from('S'), text(value)])
  const array = Buffer.concat([Buffer.from('[$d#L'), Buffer.from([0, 0, 0, 0, 0, 0, 0, 2]), Buffer.alloc(8)])
  const params = object(['num_feature', string('4')])
  const whole = object(['learner', object(['learner_model_param', params], ['weights', array])])
  const decision = decide({ 'model.ubj': whole })
  expect(decision).toMatchObject({ state: 'READY', format: 'xgboost', verdict: 'clean' })
  for (let length = 6; length < whole.length; length += 1)
    expect(inspectVerdict('model.ubj', whole.subarray(0, length))).toContain('refuse')
  const huge = Buffer.from(whole)
  huge.writeUInt8(0x7f, whole.indexOf('[$d#L') + 5)
  expect(inspectVerdict('model.ubj', huge)).toBe('refuse unscannable parse_error')
})

test('a SavedModel: tags and signatures are read, operations that reach files are named, raw variables belong to it', () => {
  const node = (operation: string) => message([1, 'n'], [2, operation])
  const graph = (...operations: string[]): Uint8Array => {
    const nodes = operations.map((operation): Field => [1, node(operation)])
    const meta = message([1, message([4, 'serve'])], [2, message(...nodes)], [5, message([1, 'serving_default'])])
    return message([1, 1], [2, meta])
  }
  const variables = {
    'variables/variables.index': '\0\x01\x02',
    'variables/variables.data-00000-of-00001': '\0\x01\xff',
  }
  const decision = decide({ 'saved_model.pb': graph('MatMul'), ...variables, 'fingerprint.pb': '\x08\x01' })
  expect(decision).toMatchObject({ state: 'QUARANTINED', verdict: 'clean', format: 'savedmodel' })
  expect(decision.metadata['headers']).toEqual([
    expect.objectContaining({ tags: ['serve'], signatures: ['serving_default'], operations: ['MatMul'] }),
  ])
  expect(decide({ 'saved_model.pb': graph('MatMul', 'ReadFile') })).toMatchObject({
    state: 'QUARANTINED',
    verdict: 'suspicious',
  })
})

test('markers and empty texts beside a model are no reason to refuse it', () => {
  const files = { 'model.onnx': tinyOnnx(), 'code/__init__.py': '', 'README.md': '' }
  expect(decide(files)).toMatchObject({ state: 'READY', verdict: 'clean' })
  expect(decide({ 'model.onnx': '' })).toMatchObject({ state: 'REFUSED', verdict: 'unscannable' })
  expect(decide({ 'README.md': '' })).toMatchObject({ state: 'REFUSED' })
})

test('HDF5 is quarantined; a layer that carries code in it is dangerous', () => {
  const hdf5 = (config: string) => inspectVerdict('model.h5', Buffer.from(`\x89HDF\r\n\x1a\n${config}`, 'latin1'))
  expect(hdf5('{"class_name": "Dense"}')).toBe('quarantine suspicious format_not_allowed')
  expect(hdf5('{"class_name": "Lambda"}')).toContain('quarantine dangerous keras_lambda')
})

test('archives of kinds that are not opened here block, whatever they are called', () => {
  const archive = (mark: string) => Buffer.from(`${mark}rest`, 'latin1')
  expect(inspectVerdict('model.bin', archive('7z\xbc\xaf\x27\x1c'))).toContain('quarantine unscannable')
  expect(inspectVerdict('model.pt', archive('Rar!\x1a\x07\x01\0'))).toContain('dangerous type_disagreement')
})

test('tables and TFLite models that are cut off are refused', () => {
  expect(inspectVerdict('a.parquet', Buffer.from('PAR1....data....PAR1'))).toBe('accept clean')
  expect(inspectVerdict('a.parquet', Buffer.from('PAR1....data....'))).toBe('refuse unscannable parse_error')
  expect(inspectVerdict('a.tflite', Buffer.from('\x10\0\0\0TFL3aaaaaaaabbbbcccc', 'latin1'))).toBe('accept clean')
  expect(inspectVerdict('a.tflite', Buffer.from('\x10\0\0\0TFL3', 'latin1'))).toBe('refuse unscannable parse_error')
})
