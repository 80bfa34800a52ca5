import type { Finding } from './finding'
import type { Siblings } from './inspect-onnx'
import type { Inspection } from './inspection'
import { BadArchive, readZipEntries, readZipEntry, requireSafeEntries, type ZipEntry } from './read-zip'

const MAX_UNPACKED_BYTES = 512 * 1024 * 1024
const MAX_DEPTH = 2

type InspectFile = (path: string, bytes: Uint8Array, siblings: Siblings, depth: number) => Inspection

function kindOf(entries: readonly ZipEntry[]): string {
  const names = entries.map((entry) => entry.name)
  if (names.some((name) => /(^|\/)data\.pkl$/.test(name))) return 'torch'
  if (names.includes('config.json') && names.some((name) => /metadata\.json$|\.weights\.h5$/.test(name))) return 'keras'
  if (names.length > 0 && names.every((name) => name.endsWith('.npy'))) return 'npz'
  if (names.includes('MAR-INF/MANIFEST.json')) return 'mar'
  return 'zip'
}

const CODE_LAYER = /"class_name"\s*:\s*"(Lambda|TFOpLambda|SlicingOpLambda)"|"__lambda__"/

/** Keras layers that carry code: `Lambda` holds marshalled byte code that loading would run. */
function kerasFindings(path: string, config: string): Finding[] {
  if (!CODE_LAYER.test(config)) return []
  return [
    {
      code: 'keras_lambda',
      answer: 'quarantine',
      verdict: 'dangerous',
      path,
      message: 'A Lambda layer carries code that loading would run.',
    },
  ]
}

/** Raw tensor bytes of a torch archive have no format; everything else in an archive is judged like a file of its own. */
const isTensorBytes = (kind: string, name: string) =>
  kind === 'torch' &&
  /(^|\/)(data\/\d+|version|byteorder|\.data\/serialization_id|\.format_version|\.storage_alignment)$/.test(name)

function inspectEntries(path: string, bytes: Uint8Array, depth: number, inspectFile: InspectFile): Inspection {
  const entries = readZipEntries(bytes)
  requireSafeEntries(entries, MAX_UNPACKED_BYTES)
  const format = kindOf(entries)
  const findings: Finding[] = []
  const siblings = new Map(entries.map((entry) => [entry.name, entry.sizeBytes]))
  for (const entry of entries.filter((e) => !e.name.endsWith('/'))) {
    const data = readZipEntry(bytes, entry)
    const inner = `${path}!${entry.name}`
    if (format === 'keras' && entry.name === 'config.json')
      findings.push(...kerasFindings(inner, Buffer.from(data).toString('utf8')))
    if (isTensorBytes(format, entry.name) || (data.length === 0 && format !== 'zip')) continue
    const inside = inspectFile(entry.name, data, siblings, depth + 1)
    if (['zip', 'torch', 'keras', 'npz', 'mar', 'compressed'].includes(inside.format))
      findings.push({
        code: 'archive_nested',
        answer: 'quarantine',
        verdict: 'suspicious',
        path: inner,
        message: 'An archive inside an archive.',
      })
    findings.push(...inside.findings.map((finding) => ({ ...finding, path: `${path}!${finding.path}` })))
  }
  if (format !== 'zip')
    findings.push({
      code: 'format_not_allowed',
      answer: 'quarantine',
      verdict: 'clean',
      path,
      message: `Archives of ${format} are recognised and never served. Export the model to ONNX.`,
    })
  return { format, findings, onnx: null }
}

/** An archive: its own rules first, then every entry. Nothing is written to disk. */
export function inspectArchive(path: string, bytes: Uint8Array, depth: number, inspectFile: InspectFile): Inspection {
  try {
    if (depth >= MAX_DEPTH) throw new BadArchive('archive_nested', 'dangerous', 'Archives are nested too deeply.')
    return inspectEntries(path, bytes, depth, inspectFile)
  } catch (error) {
    if (!(error instanceof BadArchive)) throw error
    const finding: Finding = {
      code: error.code,
      answer: 'refuse',
      verdict: error.verdict,
      path,
      message: error.message,
    }
    return { format: 'zip', findings: [finding], onnx: null }
  }
}
