import { posix } from 'node:path'
import type { ByteSource } from './byte-source'
import { formatByMagic, isAlsoPickle, isPolyglot } from './detect-format'
import { byGravity, type Finding } from './finding'
import { inspectTar, inspectZip } from './inspect-archive'
import { inspectFile } from './inspect-file'
import { inspectGguf } from './inspect-gguf'
import { inspectNumpy } from './inspect-numpy'
import { inspectSafetensors } from './inspect-safetensors'
import { savedModelCompanions } from './inspect-saved-model'
import type { Inspection, Siblings } from './inspection'
import type { OnnxFacts } from './onnx-model'
import { shortenText } from './shorten-text'

/** Larger files are read by their headers and directories only. */
const MAX_WHOLE_BYTES = 268_435_456
const HEAD_BYTES = 65_536
/** How far a large file is followed as if it were a pickle. */
const MAX_PICKLE_BYTES = 67_108_864
const MAX_COMPANIONS = 10_000
const MAX_FINDINGS = 1000
const MAX_PATH = 500

/** What is known of one file, in a form that can leave the process that read it. */
export interface FileReport {
  format: string
  findings: Finding[]
  onnx: OnnxFacts | null
  header: Record<string, unknown> | null
  companions: string[]
}

function twofold(path: string, format: string, message: string): Inspection {
  return { format, findings: [{ code: 'polyglot', answer: 'refuse', verdict: 'dangerous', path, message }] }
}

/** A file that is too large to be held: only formats whose header tells everything can be judged. */
function inspectLarge(path: string, source: ByteSource): Inspection {
  const head = source.read(0, HEAD_BYTES)
  const format = formatByMagic(head) ?? (head[8] === 0x7b ? 'safetensors' : 'unknown')
  if (isPolyglot(source, format)) return twofold(path, format, `It is ${format} in front and an archive behind.`)
  if (isAlsoPickle(source.read(0, MAX_PICKLE_BYTES), format))
    return twofold(path, format, `It is ${format}, and a pickle to whoever loads it as one.`)
  if (format === 'safetensors') return inspectSafetensors(path, source)
  if (format === 'gguf') return inspectGguf(path, source)
  if (format === 'numpy') return inspectNumpy(path, source)
  if (format === 'zip') return inspectZip(path, source, 0, inspectFile)
  if (format === 'tar') return inspectTar(path, source, 0, inspectFile)
  const message = `Files of this format are looked into up to ${MAX_WHOLE_BYTES} bytes. Use safetensors, GGUF, or ONNX with external data.`
  return { format, findings: [{ code: 'file_too_large', answer: 'refuse', verdict: 'unscannable', path, message }] }
}

function companionsOf(path: string, inspection: Inspection, siblings: Siblings): string[] {
  if (inspection.format === 'savedmodel') return savedModelCompanions(path, siblings)
  const external = (inspection.onnx?.external ?? []).flatMap((data) => (data.location === null ? [] : [data.location]))
  return [...new Set(external.map((location) => posix.join(posix.dirname(path), location)))]
}

/** One file of a version, of any size, read as data. */
export function inspectSource(path: string, source: ByteSource, siblings: Siblings): FileReport {
  const inspection =
    source.size <= MAX_WHOLE_BYTES
      ? inspectFile(path, source.read(0, source.size), siblings)
      : inspectLarge(path, source)
  const { onnx } = inspection
  return {
    format: inspection.format,
    // The gravest first: however many others there are, they are never what is cut off.
    findings: [...inspection.findings]
      .sort(byGravity)
      .slice(0, MAX_FINDINGS)
      .map((finding) => ({
        ...finding,
        // The name of an entry is the archive's own choice; that of the file has been checked before.
        path: finding.path === path ? path : shortenText(finding.path, MAX_PATH),
        message: shortenText(finding.message, 500),
      })),
    onnx: onnx
      ? {
          irVersion: onnx.irVersion,
          producer: onnx.producer,
          opsets: onnx.opsets,
          metadata: onnx.metadata,
          inputs: onnx.inputs,
          outputs: onnx.outputs,
          customDomains: onnx.customDomains,
          nodeCount: onnx.nodeCount,
        }
      : null,
    header: inspection.header ?? null,
    companions: companionsOf(path, inspection, siblings).slice(0, MAX_COMPANIONS),
  }
}
