import { claimedFormats, detectFormat, type FileFormat, isPolyglot } from './detect-format'
import type { Finding } from './finding'
import { inspectArchive } from './inspect-archive'
import { inspectOnnx, type Siblings } from './inspect-onnx'
import { inspectPickle } from './inspect-pickle'
import { inspectSafetensors } from './inspect-safetensors'
import type { Inspection } from './inspection'
import { readOnnx } from './read-onnx'
import { MalformedFile } from './wire-reader'

/** Formats whose presence alone is a reason to keep a version from being served. */
const QUARANTINED: Partial<Record<FileFormat, string>> = {
  hdf5: 'HDF5 files can hold code of Keras layers.',
  executable: 'It is an executable program.',
  compressed: 'It is compressed; what is inside cannot be judged.',
  numpy: 'NumPy arrays may hold pickled objects.',
  image: 'An image is no part of a model.',
  unknown: 'Its format is not known.',
}

function unreadable(path: string, message: string): Finding {
  return { code: 'parse_error', answer: 'refuse', verdict: 'unscannable', path, message }
}

/** A name that promises one format over bytes of another. */
function disagreement(path: string, format: FileFormat): Finding | null {
  const claimed = claimedFormats(path)
  if (claimed === null || claimed.includes(format)) return null
  // Damaged files of a format are told apart from files that pretend: the former cannot be read, the latter lie.
  if (format === 'unknown' || format === 'empty' || (format === 'text' && !claimed.includes('text')))
    return unreadable(path, `It is not a readable ${claimed.join(' or ')} file; it may be cut off.`)
  const answer = format === 'executable' ? 'refuse' : 'quarantine'
  return {
    code: 'type_disagreement',
    answer,
    verdict: 'dangerous',
    path,
    message: `Its name promises ${claimed.join(' or ')}, its content is ${format}.`,
  }
}

function inspectContent(
  path: string,
  bytes: Uint8Array,
  format: FileFormat,
  siblings: Siblings,
  depth: number,
): Inspection {
  if (format === 'empty') return { format, findings: [unreadable(path, 'The file is empty.')], onnx: null }
  if (format === 'pickle') return { format, findings: inspectPickle(path, bytes), onnx: null }
  if (format === 'safetensors') return { format, findings: inspectSafetensors(path, bytes), onnx: null }
  if (format === 'zip') return { ...inspectArchive(path, bytes, depth, inspectFile), onnx: null }
  if (format === 'onnx') {
    const onnx = readOnnx(bytes)
    return { format, findings: inspectOnnx(path, onnx, siblings), onnx }
  }
  const because = QUARANTINED[format]
  const verdict = format === 'executable' ? 'dangerous' : 'suspicious'
  const findings: Finding[] =
    because === undefined ? [] : [{ code: 'format_not_allowed', answer: 'quarantine', verdict, path, message: because }]
  return { format, findings, onnx: null }
}

/** The name says ONNX or safetensors and the bytes are unclear: the format's own reader knows best what is wrong. */
function inspectClaimed(path: string, bytes: Uint8Array): Finding[] | null {
  const claimed = claimedFormats(path)
  if (claimed?.includes('safetensors')) return inspectSafetensors(path, bytes)
  if (!claimed?.includes('onnx')) return null
  try {
    readOnnx(bytes)
    return null
  } catch (error) {
    if (error instanceof MalformedFile) return [unreadable(path, `It is not a readable ONNX model: ${error.message}.`)]
    throw error
  }
}

/** One file, judged by its content; `referenced` files (ONNX external data) are raw numbers of no format of their own. */
export function inspectFile(path: string, bytes: Uint8Array, siblings: Siblings, depth = 0): Inspection {
  const format = detectFormat(bytes)
  if (isPolyglot(bytes, format))
    return {
      format,
      onnx: null,
      findings: [
        {
          code: 'polyglot',
          answer: 'refuse',
          verdict: 'dangerous',
          path,
          message: `It is ${format} in front and an archive behind.`,
        },
      ],
    }
  if (format === 'unknown' || format === 'text') {
    const findings = inspectClaimed(path, bytes)
    if (findings !== null && findings.length > 0) return { format, findings, onnx: null }
  }
  const lie = disagreement(path, format)
  const inspection = inspectContent(path, bytes, format, siblings, depth)
  if (lie?.code === 'parse_error') return { ...inspection, findings: [lie] }
  return lie === null ? inspection : { ...inspection, findings: [lie, ...inspection.findings] }
}
