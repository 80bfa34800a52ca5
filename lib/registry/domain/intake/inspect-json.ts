import { basename } from 'node:path/posix'
import type { Finding } from './finding'
import { kerasCodeFindings } from './inspect-keras'
import { templateFinding } from './inspect-template'
import { shortenText } from './shorten-text'

/** Vocabularies and tables of weights in JSON are larger than this and say nothing of what is looked for. */
const MAX_BYTES = 16_777_216

type Table = Record<string, unknown>

function remoteCode(path: string, table: Table): Finding[] {
  const map = table['auto_map']
  if (typeof map !== 'object' || map === null) return []
  const named = Object.values(map).flatMap((one) => (typeof one === 'string' ? [one] : []))
  const message = `It names Python code for a loader to fetch and run: ${shortenText(named.slice(0, 3).join(', '))}.`
  return [{ code: 'remote_code', answer: 'quarantine', verdict: 'suspicious', path, message }]
}

function templatesOf(table: Table): string[] {
  const template = table['chat_template']
  const list = Array.isArray(template) ? template.map((one) => (one as Table | null)?.['template']) : [template]
  return list.filter((one) => typeof one === 'string')
}

/** A configuration that makes its reader run something: code of Keras layers, classes from elsewhere, templates. */
export function jsonFindings(path: string, bytes: Uint8Array): Finding[] {
  const first = bytes.find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte))
  if ((first !== 0x7b && first !== 0x5b) || bytes.length > MAX_BYTES) return []
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return []
  }
  if (typeof value !== 'object' || value === null) return []
  const table = value as Table
  return [
    ...kerasCodeFindings(path, value),
    ...(basename(path).endsWith('config.json') ? remoteCode(path, table) : []),
    ...templateFinding(path, templatesOf(table)),
  ]
}
