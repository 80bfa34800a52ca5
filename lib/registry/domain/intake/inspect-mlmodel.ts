import { posix } from 'node:path'
import type { Finding } from './finding'
import type { Inspection, Siblings } from './inspection'
import { leadsOutside, type Mlmodel, readMlmodel } from './mlmodel'
import { parseYaml } from './parse-yaml'
import { shortenText } from './shorten-text'

const MAX_FINDINGS = 100

const isThere = (path: string, siblings: Siblings) =>
  siblings.has(path) || [...siblings.keys()].some((name) => name.startsWith(`${path}/`))

function findingsOf(path: string, model: Mlmodel, siblings: Siblings): Finding[] {
  const findings: Finding[] = []
  const add = (code: string, answer: Finding['answer'], verdict: Finding['verdict'], message: string) =>
    findings.push({ code, answer, verdict, path, message })
  const example = model.inputExample
  const named = example !== null && leadsOutside(example) ? [...model.paths, example] : model.paths
  for (const name of named) {
    if (findings.length >= MAX_FINDINGS) break
    const shown = shortenText(name, 100)
    if (leadsOutside(name))
      add('mlmodel_path_escape', 'refuse', 'dangerous', `It names ${shown}, which lies outside of the version's files.`)
    else if (!isThere(posix.join(posix.dirname(path), name.replace(/\/$/, '')), siblings))
      add('mlmodel_file_missing', 'accept', 'suspicious', `It names ${shown}, which was not uploaded.`)
  }
  if (model.loaderModule !== null && !/^mlflow\.[\w.]+$/.test(model.loaderModule))
    add(
      'mlmodel_custom_loader',
      'quarantine',
      'suspicious',
      `It is loaded by ${model.loaderModule}, which is not part of MLflow.`,
    )
  if (model.bringsCode)
    add('mlmodel_code', 'quarantine', 'suspicious', 'It brings Python code of its own, which loading would run.')
  return findings
}

/** The description of an MLflow model directory: flavours, signature, run, environment. Nothing that it names is loaded. */
export function inspectMlmodel(path: string, bytes: Uint8Array, siblings: Siblings): Inspection {
  const format = 'mlmodel'
  const yaml = parseYaml(bytes)
  const bad = (verdict: Finding['verdict'], message: string): Inspection => ({
    format,
    findings: [{ code: 'mlmodel_not_readable', answer: 'refuse', verdict, path, message }],
  })
  if (!yaml.ok)
    return bad(yaml.dangerous ? 'dangerous' : 'unscannable', `The MLmodel file cannot be read: ${yaml.problem}.`)
  if (yaml.tags.length > 0)
    return bad('dangerous', `It asks a YAML reader to build ${yaml.tags.slice(0, 3).join(', ')}.`)
  const model = readMlmodel(yaml.value)
  if (model === null) return bad('unscannable', 'The MLmodel file has not the form that MLflow writes.')
  return { format, findings: findingsOf(path, model, siblings), header: { ...model } }
}
