import type { ByteSource } from './byte-source'
import type { Finding } from './finding'
import { inspectPickle } from './inspect-pickle'
import type { Inspection } from './inspection'
import { shortenText } from './shorten-text'
import { unreadable } from './unreadable'

const MAX_HEADER = 1_048_576
const MAX_PICKLE = 268_435_456

interface NumpyHeader {
  descr: string
  fortran: boolean
  shape: number[]
  dataAt: number
}

/** The header is a Python literal with three known keys; only its parts are looked for, nothing is evaluated. */
function readHeader(source: ByteSource): NumpyHeader | null {
  if (source.size < 10) return null
  const start = source.read(0, Math.min(12, source.size))
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const major = start[6] ?? 0
  if (major < 1 || major > 3 || (major > 1 && start.length < 12)) return null
  const headerAt = major === 1 ? 10 : 12
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > MAX_HEADER || headerAt + length > source.size) return null
  const text = Buffer.from(source.read(headerAt, length)).toString('latin1')
  const descr = /^\{\s*'descr'\s*:\s*('[^']{1,100}'|\[.*\])\s*,\s*'fortran_order'/s.exec(text)?.[1]
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1]
  const shape = /'shape'\s*:\s*\(([\d,\s]*)\)\s*,?\s*\}\s*$/.exec(text)?.[1]
  if (descr === undefined || fortran === undefined || shape === undefined) return null
  const dims = shape.split(',').flatMap((dim) => (dim.trim() === '' ? [] : [Number(dim)]))
  return { descr, fortran: fortran === 'True', shape: dims, dataAt: headerAt + length }
}

/** Bytes of one element of a plain type; null for structured ones. */
function itemBytes(descr: string): number | null {
  const plain = /^'[<>|=]?([biufcmMSUV?])(\d{0,6})(\[\w+\])?'$/.exec(descr)
  if (!plain) return null
  return (plain[1] === 'U' ? 4 : 1) * Number(plain[2] === '' ? 1 : plain[2])
}

const holdsObjects = (descr: string) => /'[<>|=]?O\d*'/.test(descr)

/** A NumPy array: its header, and its size held against it. Arrays of objects are pickles in disguise. */
export function inspectNumpy(path: string, source: ByteSource): Inspection {
  const format = 'numpy'
  const header = readHeader(source)
  if (header === null) return { format, findings: [unreadable(path, 'The header of the array cannot be read.')] }
  const shown = { type: shortenText(header.descr, 100), shape: header.shape, fortranOrder: header.fortran }
  const dataBytes = source.size - header.dataAt
  if (holdsObjects(header.descr)) {
    const object: Finding = {
      code: 'numpy_object_array',
      answer: 'quarantine',
      verdict: 'suspicious',
      path,
      message: 'The array holds Python objects: loading it runs a pickle. Save plain numbers or texts.',
    }
    const inside = inspectPickle(path, source.read(header.dataAt, Math.min(dataBytes, MAX_PICKLE)))
    return { format, findings: [object, ...inside.findings], header: shown }
  }
  const each = itemBytes(header.descr)
  const expected = each === null ? null : header.shape.reduce((product, dim) => product * dim, each)
  if (expected === null || expected === dataBytes) return { format, findings: [], header: shown }
  const finding: Finding = {
    code: 'numpy_size_mismatch',
    answer: 'refuse',
    verdict: expected > dataBytes ? 'unscannable' : 'dangerous',
    path,
    message: `The array declares ${expected} bytes and carries ${dataBytes}.`,
  }
  return { format, findings: [finding], header: shown }
}
