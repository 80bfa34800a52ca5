const MLMODEL = `flavors:
  python_function:
    env:
      conda: conda.yaml
      virtualenv: python_env.yaml
    loader_module: mlflow.sklearn
    model_path: model.pkl
    predict_fn: predict
    python_version: 3.12.3
  sklearn:
    code: null
    pickled_model: model.pkl
    serialization_format: cloudpickle
    sklearn_version: 1.5.2
mlflow_version: 3.6.0
`

/** A pickle of a scikit-learn model, with a text in it that makes it as long as asked. */
function pickle(bytes: number): Uint8Array<ArrayBuffer> {
  const text = (value: string) => [0x8c, value.length, ...Buffer.from(value)]
  const head = [0x80, 4, ...text('sklearn.linear_model._logistic'), ...text('LogisticRegression'), 0x93, 0x29, 0x81]
  const length = bytes - head.length - 7
  const size = [length & 0xff, (length >> 8) & 0xff, 0, 0]
  return Uint8Array.from([...head, 0x58, ...size, ...Buffer.alloc(length, 'x'), 0x62, 0x2e])
}

/** Content of the length that a recording gives, of the kind that the file's name promises: intake reads what is registered. */
export function standIn(path: string, bytes: number): string | Uint8Array<ArrayBuffer> {
  if (path.endsWith('.pkl')) return pickle(bytes)
  if (path.endsWith('MLmodel')) return `${MLMODEL}#`.padEnd(bytes, 'x')
  return ''.padEnd(bytes, path.endsWith('.yaml') ? '#' : 'x')
}
