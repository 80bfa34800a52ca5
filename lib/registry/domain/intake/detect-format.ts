import { BadArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import { isSavedModel } from './inspect-saved-model'
import { isUbjson } from './inspect-ubjson'
import { judgeImport } from './pickle-imports'
import { readOnnx } from './read-onnx'
import { readPickle } from './read-pickle'
import { isTarHeader } from './read-tar'
import { packingOf, unpack } from './unpack'
import { MalformedFile } from './wire-reader'
import { findZipEnd, hasZipDirectory } from './zip-end'

export type FileFormat =
  | 'empty'
  | 'onnx'
  | 'safetensors'
  | 'pickle'
  | 'zip'
  | 'tar'
  | 'savedmodel'
  | 'ubjson'
  | 'executable'
  | 'hdf5'
  | 'gguf'
  | 'numpy'
  | 'tflite'
  | 'parquet'
  | 'compressed'
  | 'image'
  | 'text'
  | 'unknown'

const MAGIC: readonly [FileFormat, number, readonly number[]][] = [
  ['executable', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', 0, [0x4d, 0x5a]],
  ['executable', 0, [0xfe, 0xed, 0xfa, 0xce]],
  ['executable', 0, [0xfe, 0xed, 0xfa, 0xcf]],
  ['executable', 0, [0xce, 0xfa, 0xed, 0xfe]],
  ['executable', 0, [0xcf, 0xfa, 0xed, 0xfe]],
  ['executable', 0, [0xca, 0xfe, 0xba, 0xbe]],
  ['executable', 0, [0xca, 0xfe, 0xba, 0xbf]],
  ['executable', 0, [0x00, 0x61, 0x73, 0x6d]],
  ['executable', 0, [0x64, 0x65, 0x78, 0x0a]],
  ['executable', 0, [0x42, 0x43, 0xc0, 0xde]],
  ['executable', 0, [0x23, 0x21]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
  ['image', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image', 0, [0xff, 0xd8, 0xff]],
  ['image', 0, [0x47, 0x49, 0x46, 0x38]],
  ['hdf5', 0, [0x89, 0x48, 0x44, 0x46]],
  ['gguf', 0, [0x47, 0x47, 0x55, 0x46]],
  ['numpy', 0, [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]],
  ['tflite', 4, [0x54, 0x46, 0x4c, 0x33]],
  ['parquet', 0, [0x50, 0x41, 0x52, 0x31]],
  ['compressed', 0, [0x1f, 0x8b]],
  ['compressed', 0, [0x42, 0x5a, 0x68]],
  ['compressed', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['compressed', 0, [0x5d, 0x00, 0x00]],
  ['compressed', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['compressed', 0, [0x04, 0x22, 0x4d, 0x18]],
  ['compressed', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['compressed', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
]

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from bytes
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)
  } catch {
    return false
  }
}

function isOnnx(bytes: Uint8Array): boolean {
  try {
    readOnnx(bytes)
    return true
  } catch (error) {
    if (error instanceof MalformedFile) return false
    throw error
  }
}

function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true) <= BigInt(bytes.length - 8)
}

/** Protocols 0 and 1 have no mark of their own: a stream that calls something, or that ends well with the file, is one. */
function isOldPickle(bytes: Uint8Array): boolean {
  const facts = readPickle(bytes, { probe: true })
  if (facts.wellBegun || (facts.streams > 0 && !facts.broken && bytes.length > 4)) return true
  return facts.streams > 0 && facts.imports.some((one) => judgeImport(one) === 'critical')
}

/** Formats whose first bytes leave room for a pickle in front of, and around, what they hold. */
const ROOM_FOR_PICKLE = new Set<FileFormat>(['safetensors', 'onnx', 'savedmodel', 'gguf', 'tflite', 'ubjson', 'image'])

/** Sound in its own format, and yet a pickle that imports something, from the first byte on. */
export function isAlsoPickle(bytes: Uint8Array, format: FileFormat): boolean {
  if (!ROOM_FOR_PICKLE.has(format)) return false
  const facts = readPickle(bytes, { probe: true })
  return facts.wellBegun && facts.imports.length > 0
}

function isZlib(bytes: Uint8Array): boolean {
  if (packingOf(bytes) !== 'zlib') return false
  try {
    return unpack(bytes, 'zlib').length > 0
  } catch (error) {
    // More than may be unpacked is there all the same.
    const isTooLong = error instanceof BadArchive && error.code === 'archive_ratio'
    return isTooLong || (bytes[0] === 0x78 && (bytes[1] === 0x9c || bytes[1] === 0xda))
  }
}

/** Compiled Python: the number of a version 3, then a line end that text mode would damage. */
const isByteCode = (head: Uint8Array) =>
  head.length >= 16 && (head[1] ?? 0) >= 0x0b && (head[1] ?? 0) <= 0x0f && head[2] === 0x0d && head[3] === 0x0a

/** The format that the first bytes tell, if they do. */
export function formatByMagic(head: Uint8Array): FileFormat | null {
  for (const [format, offset, magic] of MAGIC) if (magic.every((byte, i) => head[offset + i] === byte)) return format
  if (head[0] === 0x80 && (head[1] ?? 99) <= 5) return 'pickle'
  if (isByteCode(head)) return 'executable'
  return isTarHeader(head) ? 'tar' : null
}

/** What the bytes are, whatever the name says. */
export function detectFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty'
  const marked = formatByMagic(bytes)
  if (marked !== null) return marked
  if (isSafetensors(bytes)) return 'safetensors'
  if (isOnnx(bytes)) return 'onnx'
  if (isSavedModel(bytes)) return 'savedmodel'
  if (isOldPickle(bytes)) return 'pickle'
  if (isText(bytes)) return 'text'
  if (isUbjson(bytes)) return 'ubjson'
  return isZlib(bytes) ? 'compressed' : 'unknown'
}

/** Two readings of one file: something else in front, an archive behind. */
export function isPolyglot(source: ByteSource, format: FileFormat): boolean {
  if (format === 'zip' || source.size < 22) return false
  // The last file of another archive may be a whole archive, with padding behind it; it is judged as an entry.
  return findZipEnd(source) !== -1 || (!['tar', 'compressed'].includes(format) && hasZipDirectory(source))
}

const CLAIMS: Readonly<Record<string, readonly FileFormat[]>> = {
  onnx: ['onnx'],
  safetensors: ['safetensors'],
  gguf: ['gguf'],
  tflite: ['tflite'],
  parquet: ['parquet'],
  npy: ['numpy'],
  zip: ['zip'],
  tar: ['tar'],
  tgz: ['compressed'],
  gz: ['compressed'],
  ubj: ['ubjson'],
  pb: ['savedmodel', 'onnx', 'unknown'],
  nemo: ['tar', 'compressed'],
  skops: ['zip'],
  npz: ['zip'],
  keras: ['zip', 'hdf5'],
  mar: ['zip'],
  h5: ['hdf5'],
  pkl: ['pickle', 'compressed'],
  pickle: ['pickle', 'compressed'],
  joblib: ['pickle', 'compressed'],
  pt: ['zip', 'pickle', 'tar'],
  pth: ['zip', 'pickle', 'tar'],
  ckpt: ['zip', 'pickle', 'tar'],
  json: ['text'],
  yaml: ['text'],
  yml: ['text'],
  txt: ['text'],
  csv: ['text'],
  md: ['text'],
  png: ['image'],
  jpg: ['image'],
  jpeg: ['image'],
  gif: ['image'],
}

/** The formats that a name claims; null when it claims none. */
export function claimedFormats(path: string): readonly FileFormat[] | null {
  return CLAIMS[/\.([^./]+)$/.exec(path.toLowerCase())?.[1] ?? ''] ?? null
}
