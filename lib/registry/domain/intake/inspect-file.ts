import { basename } from 'node:path/posix'
import { inMemory } from './byte-source'
import { claimedFormats, detectFormat, type FileFormat, isAlsoPickle, isPolyglot } from './detect-format'
import type { Finding } from './finding'
import { inspectTar, inspectZip } from './inspect-archive'
import { inspectCompressed } from './inspect-compressed'
import { inspectGguf } from './inspect-gguf'
import { hdf5Findings } from './inspect-keras'
import { inspectNumpy } from './inspect-numpy'
import { inspectOnnx } from './inspect-onnx'
import { inspectPickle } from './inspect-pickle'
import { inspectSafetensors } from './inspect-safetensors'
import { inspectSavedModel } from './inspect-saved-model'
import { inspectText } from './inspect-text'
import { inspectUbjson } from './inspect-ubjson'
import type { Inspection, Siblings } from './inspection'
import { onnxHeader } from './onnx-header'
import { readOnnx } from './read-onnx'
import { unreadable } from './unreadable'
import { MalformedFile } from './wire-reader'

/** Formats whose presence alone is a reason to keep a version from being served. */
const QUARANTINED: Partial<Record<FileFormat, string>> = {
  hdf5: 'HDF5 files can hold code of Keras layers.',
  executable: 'It is an executable program.',
  image: 'An image is no part of a model.',
  unknown: 'Its format is not known.',
}

/** Marker files and texts may have nothing to say; a model may not. */
function mayBeEmpty(path: string): boolean {
  const claimed = claimedFormats(path)
  return claimed === null || claimed.includes('text')
}

/** A name that promises one format over bytes of another. */
function disagreement(path: string, format: FileFormat): Finding | null {
  const claimed = claimedFormats(path)
  if (claimed === null || claimed.includes(format) || (format === 'empty' && mayBeEmpty(path))) return null
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

/** Formats whose content is data only: what matters is that they are all there. */
function isWhole(format: 'parquet' | 'tflite', bytes: Uint8Array): boolean {
  if (format === 'parquet') return bytes.length >= 12 && Buffer.from(bytes.subarray(-4)).toString('latin1') === 'PAR1'
  const root = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true)
  return root >= 8 && root + 4 <= bytes.length
}

function inspectContent(
  path: string,
  bytes: Uint8Array,
  format: FileFormat,
  siblings: Siblings,
  depth: number,
): Inspection {
  switch (format) {
    case 'empty':
      return { format, findings: mayBeEmpty(path) ? [] : [unreadable(path, 'The file is empty.')] }
    case 'pickle':
      return inspectPickle(path, bytes, depth > 0)
    case 'safetensors':
      return inspectSafetensors(path, inMemory(bytes))
    case 'gguf':
      return inspectGguf(path, inMemory(bytes))
    case 'numpy':
      return inspectNumpy(path, inMemory(bytes))
    case 'parquet':
    case 'tflite':
      return { format, findings: isWhole(format, bytes) ? [] : [unreadable(path, 'It is cut off.')] }
    case 'savedmodel':
      return inspectSavedModel(path, bytes)
    case 'ubjson':
      return inspectUbjson(path, bytes)
    case 'text':
      return inspectText(path, bytes, siblings)
    case 'zip':
      return inspectZip(path, inMemory(bytes), depth, inspectFile)
    case 'tar':
      return inspectTar(path, inMemory(bytes), depth, inspectFile)
    case 'compressed':
      return inspectCompressed(path, bytes, siblings, depth, inspectFile)
    case 'onnx': {
      const onnx = readOnnx(bytes)
      return { format, findings: inspectOnnx(path, onnx, siblings), onnx, header: onnxHeader(onnx) }
    }
    default: {
      const message = QUARANTINED[format]
      const verdict = format === 'executable' ? 'dangerous' : 'suspicious'
      const code = 'format_not_allowed'
      const findings = format === 'hdf5' ? hdf5Findings(path, bytes) : []
      if (message !== undefined) findings.push({ code, answer: 'quarantine', verdict, path, message })
      return { format, findings }
    }
  }
}

/** The name says ONNX or safetensors and the bytes are unclear: the format's own reader knows best what is wrong. */
function inspectClaimed(path: string, bytes: Uint8Array): Finding[] | null {
  const claimed = claimedFormats(path)
  if (claimed?.includes('safetensors')) return inspectSafetensors(path, inMemory(bytes)).findings
  // Many messages of protobuf are called `.pb`, such as the test data beside a model; one name is that of a model.
  if (!claimed?.includes('onnx') || (claimed.includes('unknown') && basename(path) !== 'saved_model.pb')) return null
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
  const twofold = (message: string): Inspection => ({
    format,
    findings: [{ code: 'polyglot', answer: 'refuse', verdict: 'dangerous', path, message }],
  })
  if (isPolyglot(inMemory(bytes), format)) return twofold(`It is ${format} in front and an archive behind.`)
  if (isAlsoPickle(bytes, format)) return twofold(`It is ${format}, and a pickle to whoever loads it as one.`)
  if (format === 'unknown' || format === 'text') {
    const findings = inspectClaimed(path, bytes)
    if (findings !== null && findings.length > 0) return { format, findings }
  }
  const lie = disagreement(path, format)
  const inspection = inspectContent(path, bytes, format, siblings, depth)
  if (lie?.code === 'parse_error') return { ...inspection, findings: [lie] }
  return lie === null ? inspection : { ...inspection, findings: [lie, ...inspection.findings] }
}
