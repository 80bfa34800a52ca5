import { z } from 'zod'
import { parseFilePath } from '../file-path'
import type { TensorSpec } from '../signature'
import { shortenTable, shortenText } from './shorten-text'

const optionalText = z.union([z.string(), z.number()]).transform(String).nullish()
const flavor = z.record(z.string(), z.unknown())
const schema = z.object({
  flavors: z.record(
    z.string().max(100),
    flavor.nullable().transform((value) => value ?? {}),
  ),
  run_id: optionalText,
  model_id: optionalText,
  model_uuid: optionalText,
  mlflow_version: optionalText,
  utc_time_created: optionalText,
  artifact_path: optionalText,
  signature: z.object({ inputs: z.string().nullish(), outputs: z.string().nullish() }).nullish(),
  saved_input_example_info: z.object({ artifact_path: z.string() }).loose().nullish(),
})

export interface Mlmodel {
  flavors: string[]
  runId: string | null
  modelId: string | null
  mlflowVersion: string | null
  createdAt: string | null
  pythonVersion: string | null
  loaderModule: string | null
  inputExample: string | null
  signature: { inputs: MlflowColumn[]; outputs: MlflowColumn[] } | null
  /** Files and folders that the flavours name, relative to the MLmodel. */
  paths: string[]
  /** The flavours bring Python code of their own, which loading runs. */
  bringsCode: boolean
  details: Record<string, unknown>
}

export interface MlflowColumn extends TensorSpec {
  /** Named columns of a table, rather than tensors. */
  isColumn: boolean
}

const COLUMN_TYPES: Readonly<Record<string, string>> = {
  boolean: 'BOOL',
  integer: 'INT32',
  long: 'INT64',
  float: 'FP32',
  double: 'FP64',
  string: 'BYTES',
  binary: 'BYTES',
  datetime: 'BYTES',
}
const TENSOR_TYPES: Readonly<Record<string, string>> = {
  bool: 'BOOL',
  float16: 'FP16',
  float32: 'FP32',
  float64: 'FP64',
  int8: 'INT8',
  int16: 'INT16',
  int32: 'INT32',
  int64: 'INT64',
  uint8: 'UINT8',
  uint16: 'UINT16',
  uint32: 'UINT32',
  uint64: 'UINT64',
  str: 'BYTES',
  object: 'BYTES',
}
const PATH_KEYS = [
  'data',
  'model_data',
  'pickled_model',
  'model_path',
  'model_file',
  'python_model',
  'code',
  'saved_model_dir',
]
const MAX_COLUMNS = 10_000

const columnSchema = z.array(
  z.object({
    name: z.union([z.string(), z.number()]).transform(String).nullish(),
    type: z.string(),
    'tensor-spec': z.object({ dtype: z.string(), shape: z.array(z.number()) }).nullish(),
  }),
)

/** The signature is JSON inside of the YAML. Columns that cannot be read make no signature, not a wrong one. */
function columnsOf(text: string | null | undefined): MlflowColumn[] | null {
  if (text === null || text === undefined) return []
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = columnSchema.safeParse(value)
  if (!parsed.success || parsed.data.length > MAX_COLUMNS) return null
  return parsed.data.map((column, index) => {
    const tensor = column['tensor-spec']
    return {
      name: column.name ?? (parsed.data.length === 1 ? '' : `column_${index}`),
      datatype: tensor
        ? (TENSOR_TYPES[tensor.dtype.replace(/^[<>|=]/, '')] ?? 'UNKNOWN')
        : (COLUMN_TYPES[column.type] ?? 'UNKNOWN'),
      shape: tensor ? tensor.shape : [-1],
      isColumn: !tensor,
    }
  })
}

function envPaths(env: unknown): string[] {
  if (typeof env === 'string') return [env]
  return typeof env === 'object' && env !== null
    ? Object.values(env).filter((value): value is string => typeof value === 'string')
    : []
}

/** Files that a model of own Python code brings along, by their names for it. */
function artifactPaths(artifacts: unknown): string[] {
  if (typeof artifacts !== 'object' || artifacts === null) return []
  return Object.values(artifacts).flatMap((one) => {
    const path = (one as Record<string, unknown> | null)?.['path']
    return typeof path === 'string' ? [path] : []
  })
}

/** What an MLmodel file says, as data; null: it has not the form of one. */
export function readMlmodel(value: unknown): Mlmodel | null {
  const parsed = schema.safeParse(value)
  if (!parsed.success) return null
  const { flavors, signature, saved_input_example_info: example, ...rest } = parsed.data
  const pyfunc = flavors['python_function'] ?? {}
  const text = (item: unknown) => (typeof item === 'string' ? shortenText(item) : null)
  const named = Object.values(flavors).flatMap((config) => [
    ...PATH_KEYS.flatMap((key) => (typeof config[key] === 'string' && config[key] !== '' ? [config[key]] : [])),
    ...envPaths(config['env']),
    ...artifactPaths(config['artifacts']),
  ])
  const inputs = columnsOf(signature?.inputs)
  const outputs = columnsOf(signature?.outputs)
  const hasCode = Object.values(flavors).some((config) => config['code'] || config['model_code_path'])
  return {
    flavors: Object.keys(flavors).map((name) => shortenText(name, 100)),
    runId: rest.run_id ?? null,
    modelId: rest.model_id ?? rest.model_uuid ?? null,
    mlflowVersion: rest.mlflow_version ?? null,
    createdAt: rest.utc_time_created ?? null,
    pythonVersion: text(pyfunc['python_version']),
    loaderModule: text(pyfunc['loader_module']),
    inputExample: example?.artifact_path ?? null,
    signature: signature && inputs !== null && outputs !== null ? { inputs, outputs } : null,
    paths: [...new Set(named)],
    bringsCode: hasCode,
    details: Object.fromEntries(
      Object.entries(flavors).map(([name, config]) => [
        shortenText(name, 100),
        shortenTable(Object.entries(config).filter(([, item]) => typeof item !== 'object')),
      ]),
    ),
  }
}

export const leadsOutside = (path: string) => !parseFilePath(path.replace(/^\.\//, '').replace(/\/$/, '')).ok
