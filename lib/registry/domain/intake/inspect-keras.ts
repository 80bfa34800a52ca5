import type { Finding } from './finding'
import { shortenText } from './shorten-text'

const CODE_LAYERS = new Set(['Lambda', 'TFOpLambda', 'SlicingOpLambda', '__lambda__'])
const OWN_MODULES = /^(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras|builtins|numpy)(\.|$)/
const MAX_VALUES = 2_000_000
const QUOTED = /"class_name"\s*:\s*"(Lambda|TFOpLambda|SlicingOpLambda)"|"__lambda__"/

interface KerasFacts {
  code: boolean
  custom: string[]
}

/** Walks the configuration as data; names may be written with escapes, so the text itself is not searched. */
function readConfig(config: unknown): KerasFacts {
  const facts: KerasFacts = { code: false, custom: [] }
  const work: unknown[] = [config]
  for (let seen = 0; work.length > 0 && seen < MAX_VALUES; seen += 1) {
    const value = work.pop()
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value)) {
      const { class_name: name, module, registered_name: registered } = value as Record<string, unknown>
      if (typeof name === 'string' && CODE_LAYERS.has(name)) facts.code = true
      if (typeof module === 'string' && !OWN_MODULES.test(module)) facts.custom.push(`${module}.${String(name)}`)
      else if (typeof registered === 'string' && registered.includes('>')) facts.custom.push(registered)
    }
    for (const item of Object.values(value)) work.push(item)
  }
  if (work.length > 0) facts.custom.push('more than can be looked at')
  return facts
}

function codeFinding(path: string): Finding {
  const message = 'A Lambda layer carries code that loading would run.'
  return { code: 'keras_lambda', answer: 'quarantine', verdict: 'dangerous', path, message }
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
  const findings = facts.code ? [codeFinding(path)] : []
  if (facts.custom.length > 0)
    findings.push({
      code: 'keras_custom_object',
      answer: 'quarantine',
      verdict: 'suspicious',
      path,
      message: `It needs classes from outside of Keras: ${shortenText([...new Set(facts.custom)].slice(0, 5).join(', '))}.`,
    })
  return findings
}

/** HDF5 keeps a model's configuration as plain text somewhere in the file. */
export function hdf5Findings(path: string, bytes: Uint8Array): Finding[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return QUOTED.test(text) ? [codeFinding(path)] : []
}
