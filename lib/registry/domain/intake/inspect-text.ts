import { basename } from 'node:path/posix'
import type { Finding } from './finding'
import { targetFindings, xmlFindings, yamlFindings } from './inspect-config-text'
import { jsonFindings } from './inspect-json'
import { inspectMlmodel } from './inspect-mlmodel'
import { inspectGraphText } from './inspect-saved-model'
import { templateFinding } from './inspect-template'
import type { Inspection, Siblings } from './inspection'
import { parseYaml } from './parse-yaml'
import { shortenText } from './shorten-text'
import { unreadable } from './unreadable'

const MAX_LINES = 1000
const MAX_CONFIG_BYTES = 16_777_216
const MAX_JSON_BYTES = 134_217_728

const textOf = (bytes: Uint8Array, length = bytes.length) => Buffer.from(bytes.subarray(0, length)).toString('utf8')

/** Lines of a requirements file: one package each, comments and options left out. */
function requirementLines(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('-'))
    .slice(0, MAX_LINES)
    .map((line) => shortenText(line))
}

const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.flatMap((item) => (typeof item === 'string' ? [shortenText(item)] : [])).slice(0, MAX_LINES)
    : []

function environmentOf(bytes: Uint8Array): Record<string, unknown> | null {
  const yaml = parseYaml(bytes)
  if (!yaml.ok || typeof yaml.value !== 'object' || yaml.value === null) return null
  const value = yaml.value as Record<string, unknown>
  const dependencies = Array.isArray(value['dependencies']) ? value['dependencies'] : []
  const pip = dependencies.flatMap((item) =>
    typeof item === 'object' && item !== null ? texts((item as Record<string, unknown>)['pip']) : [],
  )
  return {
    ...(typeof value['python'] === 'string' ? { python: shortenText(value['python']) } : {}),
    ...(value['channels'] === undefined ? {} : { channels: texts(value['channels']) }),
    dependencies: texts(dependencies),
    ...(value['build_dependencies'] === undefined ? {} : { buildDependencies: texts(value['build_dependencies']) }),
    ...(pip.length === 0 ? {} : { pip }),
  }
}

const LIGHTGBM_KEYS = ['version', 'num_class', 'num_tree_per_iteration', 'max_feature_idx', 'objective', 'label_index']

function inspectLightgbm(path: string, bytes: Uint8Array): Inspection {
  const text = textOf(bytes)
  const head = text.slice(0, 1_000_000)
  const header = Object.fromEntries(
    LIGHTGBM_KEYS.flatMap((key) => {
      const value = new RegExp(`^${key}=(.*)$`, 'm').exec(head)?.[1]
      return value === undefined ? [] : [[key, shortenText(value)]]
    }),
  )
  const features = /^feature_names=(.*)$/m.exec(head)?.[1]?.split(' ') ?? []
  const whole = /^end of trees$/m.test(text)
  return {
    format: 'lightgbm',
    findings: whole ? [] : [unreadable(path, 'The list of trees has no end; the file is cut off.')],
    header: { ...header, features: features.slice(0, 200).map((name) => shortenText(name, 100)) },
  }
}

function inspectXgboostJson(path: string, bytes: Uint8Array): Inspection | null {
  if (bytes[0] !== 0x7b || !textOf(bytes, 4096).includes('"learner"')) return null
  if (bytes.length > MAX_JSON_BYTES) return null
  try {
    const model = JSON.parse(textOf(bytes)) as Record<string, Record<string, Record<string, unknown>>>
    if (typeof model['learner'] !== 'object' || model['version'] === undefined) return null
    const { learner_model_param: params, objective, feature_names: names } = model['learner']
    return {
      format: 'xgboost',
      findings: [],
      header: {
        version: shortenText(JSON.stringify(model['version']).slice(0, 1000), 50),
        features: shortenText(String(params?.['num_feature'] ?? '')),
        classes: shortenText(String(params?.['num_class'] ?? '')),
        objective: shortenText(String(objective?.['name'] ?? '')),
        featureNames: texts(names).slice(0, 200),
      },
    }
  } catch {
    return { format: 'text', findings: [unreadable(path, 'It begins like an XGBoost model and is not JSON.')] }
  }
}

/** What a text asks of whoever reads it as configuration. */
function configFindings(path: string, bytes: Uint8Array): Finding[] {
  if (bytes.length > MAX_CONFIG_BYTES) return []
  const text = textOf(bytes)
  const isYaml = /\.ya?ml$/i.test(path)
  return [
    ...jsonFindings(path, bytes),
    ...(isYaml ? yamlFindings(path, bytes, text) : []),
    ...(isYaml || path.endsWith('.json') ? targetFindings(path, text) : []),
    ...(path.endsWith('.jinja') ? templateFinding(path, [text]) : []),
    ...xmlFindings(path, text),
  ]
}

/** Texts that say something about a model; any other text is plain data. */
export function inspectText(path: string, bytes: Uint8Array, siblings: Siblings): Inspection {
  const inspection = inspectKnownText(path, bytes, siblings)
  return inspection.format === 'text'
    ? { ...inspection, findings: [...inspection.findings, ...configFindings(path, bytes)] }
    : inspection
}

function inspectKnownText(path: string, bytes: Uint8Array, siblings: Siblings): Inspection {
  const name = basename(path)
  if (name === 'MLmodel') return inspectMlmodel(path, bytes, siblings)
  if (textOf(bytes, 13) === 'tree\nversion=') return inspectLightgbm(path, bytes)
  const xgboost = inspectXgboostJson(path, bytes)
  if (xgboost !== null) return xgboost
  if (
    /^\s*(saved_model_schema_version|meta_graphs|graph_def|node)\s*[:{]/m.test(textOf(bytes, 65_536)) &&
    name.endsWith('.pbtxt')
  )
    return inspectGraphText(path, textOf(bytes))
  if (name === 'requirements.txt')
    return { format: 'text', findings: [], header: { requirements: requirementLines(textOf(bytes, 262_144)) } }
  if (name === 'conda.yaml' || name === 'python_env.yaml')
    return { format: 'text', findings: [], header: environmentOf(bytes) }
  return { format: 'text', findings: [] }
}
