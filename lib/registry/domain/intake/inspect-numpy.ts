import type { ByteSource } from './byte-source'
import type { Finding } from './finding'
import { inspectPickle } from './inspect-pickle'
import type { Inspection } from './inspection'
import { type NumpyType, numpyType } from './numpy-type'
import { parsePythonLiteral } from './parse-python-literal'
import { shortenText } from './shorten-text'
import { unreadable } from './unreadable'

const MAX_HEADER = 1_048_576
const MAX_PICKLE = 268_435_456

interface NumpyHeader {
  descr: string
  type: NumpyType
  fortran: boolean
  shape: number[]
  dataAt: number
}

/** The header is a Python literal with three keys, each once; it is read strictly, nothing is evaluated. */
function readHeader(source: ByteSource): NumpyHeader | null {
  if (source.size < 10) return null
  const start = source.read(0, Math.min(12, source.size))
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength)
  const major = start[6] ?? 0
  if (major < 1 || major > 3 || (major > 1 && start.length < 12)) return null
  const headerAt = major === 1 ? 10 : 12
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > MAX_HEADER || headerAt + length > source.size) return null
  const text = Buffer.from(source.read(headerAt, length)).toString(major === 3 ? 'utf8' : 'latin1')
  const table = parsePythonLiteral(text)
  if (!(table instanceof Map) || table.size !== 3) return null
  const [descr, fortran, shape] = ['descr', 'fortran_order', 'shape'].map((key) => table.get(key))
  const type = numpyType(descr)
  if (type === null || typeof fortran !== 'boolean' || !Array.isArray(shape)) return null
  const dims = shape.filter((dim) => typeof dim === 'number')
  if (dims.length < shape.length) return null
  const shown = typeof descr === 'string' ? descr : (/\[.*\]/s.exec(text)?.[0] ?? '')
  return { descr: shown, type, fortran, shape: dims, dataAt: headerAt + length }
}

/** A NumPy array: its header, and its size held against it. Arrays of objects are pickles in disguise. */
export function inspectNumpy(path: string, source: ByteSource): Inspection {
  const format = 'numpy'
  const header = readHeader(source)
  if (header === null) return { format, findings: [unreadable(path, 'The header of the array cannot be read.')] }
  const shown = { type: shortenText(header.descr, 100), shape: header.shape, fortranOrder: header.fortran }
  const dataBytes = source.size - header.dataAt
  if (header.type.holdsObjects) {
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
  const expected = header.shape.reduce((product, dim) => product * dim, header.type.bytes)
  if (expected === dataBytes) return { format, findings: [], header: shown }
  const finding: Finding = {
    code: 'numpy_size_mismatch',
    answer: 'refuse',
    verdict: expected > dataBytes ? 'unscannable' : 'dangerous',
    path,
    message: `The array declares ${expected} bytes and carries ${dataBytes}.`,
  }
  return { format, findings: [finding], header: shown }
}
