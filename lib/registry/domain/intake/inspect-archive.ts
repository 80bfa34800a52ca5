import { BadArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import type { Finding } from './finding'
import { kerasFindings } from './inspect-keras'
import { skopsFindings } from './inspect-skops'
import type { Inspection, Siblings } from './inspection'
import { readTarEntries } from './read-tar'
import { readZipEntries, readZipEntry, verifyStoredEntry, type ZipEntry } from './read-zip'
import { requireSafeEntries } from './require-safe-entries'
import { shortenText } from './shorten-text'
import { hidesBytes } from './zip-layout'

const MAX_TOTAL_BYTES = 200 * 1024 ** 3
const MAX_ENTRY_BYTES = 268_435_456
const MAX_DEPTH = 2
const ARCHIVES = new Set(['zip', 'tar', 'nemo', 'torch', 'torchscript', 'keras', 'npz', 'mar', 'skops', 'compressed'])
const SHOWN = 100

export type InspectFile = (path: string, bytes: Uint8Array, siblings: Siblings, depth: number) => Inspection

/** What kind of model an archive is, by the names in it. */
function kindOf(path: string, names: readonly string[]): string {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/(^|\/)constants\.pkl$/) && has(/(^|\/)code\//)) return 'torchscript'
  if (has(/(^|\/)data\.pkl$/)) return 'torch'
  if (names.includes('config.json') && (path.endsWith('.keras') || has(/metadata\.json$|\.weights\.h5$/)))
    return 'keras'
  if (names.includes('schema.json')) return 'skops'
  if (names.length > 0 && names.every((name) => name.endsWith('.npy'))) return 'npz'
  if (names.includes('MAR-INF/MANIFEST.json')) return 'mar'
  return 'zip'
}

/** Raw tensor bytes of a torch archive have no format; everything else in an archive is judged like a file of its own. */
const isTensorBytes = (kind: string, name: string) =>
  kind.startsWith('torch') &&
  /(^|\/)((data|constants|tensors)\/\d+|version|byteorder|\.data\/serialization_id|\.format_version|\.storage_alignment)$/.test(
    name,
  )

interface Entry {
  name: string
  read(): Uint8Array
}

/** The entries one by one, each judged like a file of its own; kinds that are not served say so. */
function inspectEntries(
  path: string,
  format: string,
  entries: readonly Entry[],
  siblings: Siblings,
  inspect: (name: string, bytes: Uint8Array) => Inspection,
): Inspection {
  const findings: Finding[] = []
  const headers: Record<string, unknown> = {}
  for (const entry of entries) {
    const data = entry.read()
    const inner = `${path}!${entry.name}`
    if (format === 'keras' && entry.name === 'config.json')
      findings.push(...kerasFindings(inner, Buffer.from(data).toString('utf8')))
    if (format === 'skops' && entry.name === 'schema.json')
      findings.push(...skopsFindings(inner, Buffer.from(data).toString('utf8')))
    if (data.length === 0 && !['zip', 'tar'].includes(format)) continue
    const inside = inspect(entry.name, data)
    if (ARCHIVES.has(inside.format))
      findings.push({
        code: 'archive_nested',
        answer: 'quarantine',
        verdict: 'suspicious',
        path: inner,
        message: 'An archive inside an archive.',
      })
    if (inside.header && Object.keys(headers).length < SHOWN) headers[shortenText(entry.name)] = inside.header
    findings.push(...inside.findings.map((finding) => ({ ...finding, path: `${path}!${finding.path}` })))
  }
  if (!['zip', 'tar', 'npz'].includes(format))
    findings.push({
      code: 'format_not_allowed',
      answer: 'quarantine',
      verdict: 'clean',
      path,
      message: `Archives of ${format} are recognised and never served. Export the model to ONNX.`,
    })
  return {
    format,
    findings,
    header: { entries: [...siblings.keys()].slice(0, SHOWN).map((name) => shortenText(name)), headers },
  }
}

function refusal(path: string, format: string, error: unknown): Inspection {
  if (!(error instanceof BadArchive)) throw error
  const { code, verdict, message } = error
  return { format, findings: [{ code, answer: 'refuse', verdict, path, message }] }
}

function requireShallow(depth: number): void {
  if (depth >= MAX_DEPTH) throw new BadArchive('archive_nested', 'dangerous', 'Archives are nested too deeply.')
}

function readSmall(name: string, sizeBytes: number, read: () => Uint8Array): Uint8Array {
  if (sizeBytes <= MAX_ENTRY_BYTES) return read()
  throw new BadArchive('archive_entry_size', 'unscannable', `${name} is too large to be looked into.`)
}

/** A zip archive: its own rules first, then every entry. Nothing is written to disk. */
export function inspectZip(path: string, source: ByteSource, depth: number, inspectFile: InspectFile): Inspection {
  try {
    requireShallow(depth)
    const all = readZipEntries(source)
    requireSafeEntries(all, source.size, MAX_TOTAL_BYTES)
    const hidden = hidesBytes(source, all)
    const files = all.filter((entry) => !entry.name.endsWith('/'))
    const format = kindOf(
      path,
      files.map((entry) => entry.name),
    )
    const isRaw = (entry: ZipEntry) => isTensorBytes(format, entry.name) && entry.method === 0
    for (const entry of files.filter(isRaw)) verifyStoredEntry(source, entry)
    const siblings = new Map(files.map((entry) => [entry.name, entry.sizeBytes]))
    const entries = files
      .filter((entry) => !isRaw(entry))
      .map((entry) => ({
        name: entry.name,
        read: () => readSmall(entry.name, entry.sizeBytes, () => readZipEntry(source, entry)),
      }))
    const result = inspectEntries(path, format, entries, siblings, (name, bytes) =>
      inspectFile(name, bytes, siblings, depth + 1),
    )
    if (hidden)
      result.findings.push({
        code: 'archive_hidden_bytes',
        answer: 'quarantine',
        verdict: 'suspicious',
        path,
        message: 'Bytes between the entries of the archive belong to none of them.',
      })
    return result
  } catch (error) {
    return refusal(path, 'zip', error)
  }
}

export function inspectTar(path: string, source: ByteSource, depth: number, inspectFile: InspectFile): Inspection {
  try {
    requireShallow(depth)
    const all = readTarEntries(source)
    requireSafeEntries(all, source.size, MAX_TOTAL_BYTES)
    const files = all.filter((entry) => !entry.name.endsWith('/'))
    const siblings = new Map(files.map((entry) => [entry.name, entry.sizeBytes]))
    const entries = files.map(({ name, at, sizeBytes }) => ({
      name,
      read: () => readSmall(name, sizeBytes, () => source.read(at, sizeBytes)),
    }))
    const format = files.some((entry) => /^(\.\/)?model_config\.yaml$/.test(entry.name)) ? 'nemo' : 'tar'
    return inspectEntries(path, format, entries, siblings, (name, bytes) =>
      inspectFile(name, bytes, siblings, depth + 1),
    )
  } catch (error) {
    return refusal(path, 'tar', error)
  }
}
