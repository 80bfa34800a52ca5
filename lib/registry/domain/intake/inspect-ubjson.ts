import type { Inspection } from './inspection'
import { shortenText } from './shorten-text'
import { UbjsonReader, type UbjsonValue } from './ubjson-reader'
import { unreadable } from './unreadable'
import { MalformedFile } from './wire-reader'

/** An object whose first key has a length of one of the integer types. */
export function isUbjson(bytes: Uint8Array): boolean {
  return (
    bytes.length > 4 && bytes[0] === 0x7b && 'iUIlL'.includes(String.fromCharCode(bytes[1] ?? 0)) && bytes[2] !== 0x22
  )
}

function at(value: UbjsonValue | undefined, key: string): UbjsonValue | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value[key] : undefined
}

/** XGBoost's binary form: the same tree of keys as its JSON. */
export function inspectUbjson(path: string, bytes: Uint8Array): Inspection {
  try {
    const learner = at(new UbjsonReader(bytes).read(), 'learner')
    if (learner === undefined)
      return { format: 'unknown', findings: [unreadable(path, 'It is UBJSON of no known model.')] }
    const param = (key: string) => shortenText(String(at(at(learner, 'learner_model_param'), key) ?? ''))
    const header = {
      features: param('num_feature'),
      classes: param('num_class'),
      objective: shortenText(String(at(at(learner, 'objective'), 'name') ?? '')),
    }
    return { format: 'xgboost', findings: [], header }
  } catch (error) {
    if (!(error instanceof MalformedFile)) throw error
    return { format: 'xgboost', findings: [unreadable(path, `It is not a readable XGBoost model: ${error.message}.`)] }
  }
}
