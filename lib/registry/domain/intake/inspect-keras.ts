import { parseFilePath } from '../file-path'
import type { Finding } from './finding'
import { judgeImport } from './pickle-imports'
import { shortenText } from './shorten-text'

/** Layers whose configuration is code: marshalled functions, or modules of torch as pickles. */
const CODE_LAYERS = new Set(['Lambda', 'TFOpLambda', 'SlicingOpLambda', '__lambda__', 'TorchModuleWrapper'])
const OWN_MODULES = /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|numpy)(\.|$)/
/** Functions of Keras itself that fetch files or load further models and code. */
const LOADERS = new Set(
  'get_file func_load load_model load_weights load_from_saved_model model_from_json model_from_config deserialize_keras_object enable_unsafe_deserialization pip_install'.split(
    ' ',
  ),
)
const MAX_VALUES = 2_000_000
const CHUNK_BYTES = 4_194_304
/** Longer than a key, a value and every escape in them. */
const OVERLAP_BYTES = 1024
const ESCAPE = /\\u00([0-7][0-9a-fA-F])/g
const QUOTED = /"class_name"\s*:\s*"(Lambda|TFOpLambda|SlicingOpLambda|TorchModuleWrapper)"|"__lambda__"/

interface KerasFacts {
  code: boolean
  /** What runs programs or loads code and files, whoever asks for it. */
  critical: string[]
  custom: string[]
  /** Vocabularies that are read from elsewhere. */
  outside: string[]
}

/** A reference to a class or function: by module and name, where a function's name stands in its configuration. */
function judgeReference(value: Record<string, unknown>, facts: KerasFacts): void {
  const { class_name: stated, module, registered_name: registered, config } = value
  if (typeof module !== 'string') {
    if (typeof registered === 'string' && registered.includes('>')) facts.custom.push(registered)
    return
  }
  const isFunction = stated === 'function' && typeof config === 'string'
  const name = isFunction ? config : String(stated)
  const full = `${module}.${name}`
  if (judgeImport({ module, name }) === 'critical' || (OWN_MODULES.test(module) && LOADERS.has(name)))
    facts.critical.push(full)
  else if (!OWN_MODULES.test(module) && (module !== 'builtins' || isFunction)) facts.custom.push(full)
}

/** Walks the configuration as data; names may be written with escapes, so the text itself is not searched. */
function readConfig(config: unknown): KerasFacts {
  const facts: KerasFacts = { code: false, critical: [], custom: [], outside: [] }
  const work: unknown[] = [config]
  for (let seen = 0; work.length > 0 && seen < MAX_VALUES; seen += 1) {
    const value = work.pop()
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value)) {
      const { class_name: name, vocabulary } = value as Record<string, unknown>
      if (typeof name === 'string' && CODE_LAYERS.has(name)) facts.code = true
      if (typeof name === 'string') judgeReference(value as Record<string, unknown>, facts)
      if (typeof vocabulary === 'string' && !parseFilePath(vocabulary).ok) facts.outside.push(vocabulary)
    }
    for (const item of Object.values(value)) work.push(item)
  }
  if (work.length > 0) facts.custom.push('more than can be looked at')
  return facts
}

const listed = (names: readonly string[]) => shortenText([...new Set(names)].slice(0, 5).join(', '))

function dangersOf(path: string, facts: KerasFacts): Finding[] {
  const findings: Finding[] = []
  const add = (code: string, message: string) =>
    findings.push({ code, answer: 'quarantine', verdict: 'dangerous', path, message })
  if (facts.code) add('keras_lambda', 'A Lambda layer carries code that loading would run.')
  if (facts.critical.length > 0) add('keras_critical_object', `Loading it would call into ${listed(facts.critical)}.`)
  if (facts.outside.length > 0)
    add('keras_path_escape', `Loading it would read ${listed(facts.outside)}, which is not one of its files.`)
  return findings
}

/** Any JSON that Keras could read a model from: only what is dangerous in it. */
export function kerasCodeFindings(path: string, value: unknown): Finding[] {
  const { class_name: name, config } = value as Record<string, unknown>
  return name === undefined && config === undefined ? [] : dangersOf(path, readConfig(value))
}

/** The configuration of a Keras model: layers that carry code (`Lambda` holds marshalled byte code) or name classes of others. */
export function kerasFindings(path: string, text: string): Finding[] {
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch {
    const message = 'The configuration of the model is not JSON.'
    return [{ code: 'parse_error', answer: 'refuse', verdict: 'unscannable', path, message }]
  }
  const facts = readConfig(config)
  const findings = dangersOf(path, facts)
  if (facts.custom.length > 0)
    findings.push({
      code: 'keras_custom_object',
      answer: 'quarantine',
      verdict: 'suspicious',
      path,
      message: `It needs classes from outside of Keras: ${listed(facts.custom)}.`,
    })
  return findings
}

/** HDF5 keeps a model's configuration as plain text somewhere in the file; letters in it may be written as escapes. */
export function hdf5Findings(path: string, bytes: Uint8Array): Finding[] {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const text = Buffer.from(bytes.subarray(at, at + CHUNK_BYTES + OVERLAP_BYTES)).toString('latin1')
    if (QUOTED.test(text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))))
      return dangersOf(path, { code: true, critical: [], custom: [], outside: [] })
  }
  return []
}
