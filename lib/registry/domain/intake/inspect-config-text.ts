import type { Finding } from './finding'
import { parseYaml } from './parse-yaml'
import { judgeImport } from './pickle-imports'
import { shortenText } from './shorten-text'

const PYTHON_TAG = /!(?:!?python\/|<tag:yaml\.org,2002:python\/)[\w/.:]*/
/** A prefix of one's own for tags, a tag in full, or one with escapes. */
const HIDING_TAG = /^%TAG\s|!<|(?:^|[\s[{,])![\w!/:.-]*%/m
const RUNNING_TAG = /(?:^|\s)!(?:new|apply|name|module):[\w.]+/
const TARGET = /["']?_target_["']?\s*:\s*["']?([A-Za-z_][\w.]*)/g
/** The definitions that the W3C publishes are named by every drawing program and fetched by nobody. */
const ENTITY = /<!ENTITY\s|<!DOCTYPE\s+(?!html\b)[^>[]{0,2000}?\b(?:SYSTEM|PUBLIC(?!\s+["']-\/\/W3C\/\/))\b/i

const found = (path: string, code: string, verdict: 'suspicious' | 'dangerous', message: string): Finding => ({
  code,
  answer: verdict === 'dangerous' ? 'refuse' : 'quarantine',
  verdict,
  path,
  message,
})

/** The tag that builds an object of Python, if there is one: the text may hide its name behind a prefix or escapes. */
function pythonTag(bytes: Uint8Array, text: string): string | null {
  const plain = PYTHON_TAG.exec(text)?.[0]
  if (plain !== undefined) return plain
  if (!HIDING_TAG.test(text)) return null
  const reading = parseYaml(bytes, { uniqueKeys: false })
  return reading.ok ? (reading.tags[0] ?? null) : 'what cannot be told: its tags are hidden and it cannot be read'
}

/** YAML that asks its reader to build or call something, in whatever spelling of a tag. */
export function yamlFindings(path: string, bytes: Uint8Array, text: string): Finding[] {
  const tag = pythonTag(bytes, text)
  if (tag !== null)
    return [found(path, 'yaml_python_tag', 'dangerous', `It asks a YAML reader to build ${shortenText(tag, 100)}.`)]
  const running = RUNNING_TAG.exec(text)?.[0].trim()
  if (running === undefined) return []
  return [found(path, 'yaml_running_tag', 'suspicious', `It asks its reader to call ${shortenText(running, 100)}.`)]
}

/** `_target_` names what a reader of the configuration calls: as bad as a pickle's import of the same name. */
export function targetFindings(path: string, text: string): Finding[] {
  const critical = [...text.matchAll(TARGET)].flatMap(([, full = '']) => {
    const at = full.lastIndexOf('.')
    return judgeImport({ module: full.slice(0, at), name: full.slice(at + 1) }) === 'critical' ? [full] : []
  })
  if (critical.length === 0) return []
  const message = `Reading it would call ${shortenText(critical.slice(0, 3).join(', '))}.`
  return [{ code: 'config_critical_target', answer: 'quarantine', verdict: 'dangerous', path, message }]
}

/** XML with entities of its own: they read files and addresses, or multiply. */
export function xmlFindings(path: string, text: string): Finding[] {
  if (!/^\ufeff?\s*</.test(text) || !ENTITY.test(text)) return []
  return [found(path, 'xml_entity', 'dangerous', 'It defines entities, which can read other files or multiply.')]
}
