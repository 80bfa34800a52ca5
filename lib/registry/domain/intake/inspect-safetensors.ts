import type { ByteSource } from './byte-source'
import type { Finding } from './finding'
import type { Inspection } from './inspection'
import { parseStrictJson, StrictJsonError } from './parse-strict-json'
import { shortenTable } from './shorten-text'

const MAX_HEADER = 100_000_000n
const BITS: Readonly<Record<string, bigint>> = {
  BOOL: 8n,
  U8: 8n,
  I8: 8n,
  F8_E4M3: 8n,
  F8_E5M2: 8n,
  F8_E8M0: 8n,
  F4: 4n,
  F6_E2M3: 6n,
  F6_E3M2: 6n,
  U16: 16n,
  I16: 16n,
  F16: 16n,
  BF16: 16n,
  U32: 32n,
  I32: 32n,
  F32: 32n,
  U64: 64n,
  I64: 64n,
  F64: 64n,
  C64: 64n,
}

/** What is wrong with a file, as the finding that it becomes. */
class Bad extends Error {
  constructor(
    readonly code: string,
    readonly verdict: Finding['verdict'],
    message: string,
  ) {
    super(message)
  }
}

function readHeader(source: ByteSource): { header: Record<string, unknown>; bufferBytes: bigint } {
  if (source.size < 8) throw new Bad('parse_error', 'unscannable', 'The file is shorter than its header length.')
  const first = source.read(0, 8)
  const length = new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true)
  if (length > MAX_HEADER) throw new Bad('safetensors_header_length', 'dangerous', `The header claims ${length} bytes.`)
  if (length > BigInt(source.size - 8))
    throw new Bad('safetensors_header_length', 'unscannable', 'The header is longer than the file.')
  const bytes = source.read(8, Number(length))
  if (bytes[0] !== 0x7b) throw new Bad('parse_error', 'unscannable', 'The header does not begin with {.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const bufferBytes = BigInt(source.size) - 8n - length
    return { header: parseStrictJson(text) as Record<string, unknown>, bufferBytes }
  } catch (error) {
    const duplicate = error instanceof StrictJsonError && error.message.includes('twice')
    if (duplicate) throw new Bad('safetensors_duplicate_key', 'dangerous', `In the header ${error.message}.`)
    throw new Bad('parse_error', 'unscannable', 'The header is not valid JSON.')
  }
}

interface Span {
  name: string
  dtype: string
  elements: bigint
  from: bigint
  to: bigint
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

const MAX_DIMS = 64
const MAX_ELEMENTS = 1n << 63n

/** Stops at the first product that no file could hold: a long list of huge dimensions costs nothing. */
function elementsOf(shape: readonly number[]): bigint {
  let elements = 1n
  if (shape.length > MAX_DIMS) return MAX_ELEMENTS
  for (const dim of shape) {
    elements *= BigInt(dim)
    if (elements > MAX_ELEMENTS) return MAX_ELEMENTS
  }
  return elements
}

function readSpan(name: string, value: unknown): Span {
  const malformed = new Bad(
    'parse_error',
    'unscannable',
    `The tensor ${name.slice(0, 80)} is not described as the format demands.`,
  )
  if (typeof value !== 'object' || value === null) throw malformed
  const { dtype, shape, data_offsets: offsets } = value as Record<string, unknown>
  const bits = typeof dtype === 'string' ? BITS[dtype] : undefined
  if (bits === undefined || !Array.isArray(shape) || !Array.isArray(offsets) || offsets.length !== 2) throw malformed
  if (!shape.every(isCount) || !offsets.every(isCount)) throw malformed
  const [from, to] = [BigInt(offsets[0] as number), BigInt(offsets[1] as number)]
  const elements = elementsOf(shape)
  const expected = elements * bits
  if (to < from || (to - from) * 8n !== expected)
    throw new Bad(
      'safetensors_size_mismatch',
      'dangerous',
      `The tensor ${name.slice(0, 80)} does not have the size of its shape.`,
    )
  return { name, dtype: dtype as string, elements, from, to }
}

function requireContiguous(spans: Span[], bufferBytes: bigint): void {
  let at = 0n
  for (const span of spans.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1))) {
    if (span.from < at)
      throw new Bad(
        'safetensors_overlap',
        'dangerous',
        `The tensor ${span.name.slice(0, 80)} shares bytes with another.`,
      )
    if (span.from > at)
      throw new Bad('safetensors_hole', 'dangerous', `Bytes before ${span.name.slice(0, 80)} belong to no tensor.`)
    at = span.to
  }
  if (at > bufferBytes) throw new Bad('parse_error', 'unscannable', 'The last tensor ends behind the end of the file.')
  if (at < bufferBytes)
    throw new Bad('safetensors_trailing_bytes', 'dangerous', 'Bytes behind the last tensor belong to none.')
}

function requireTexts(value: unknown): Record<string, string> {
  const isTable = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isTable || Object.values(value).some((item) => typeof item !== 'string'))
    throw new Bad('parse_error', 'unscannable', 'The metadata is not a table of texts.')
  return value as Record<string, string>
}

function readSound(source: ByteSource): Record<string, unknown> {
  const { header, bufferBytes } = readHeader(source)
  const metadata = header['__metadata__'] === undefined ? {} : requireTexts(header['__metadata__'])
  const spans = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readSpan(name, value))
  requireContiguous(spans, bufferBytes)
  return {
    tensors: spans.length,
    parameters: String(spans.reduce((sum, span) => sum + span.elements, 0n)),
    types: [...new Set(spans.map((span) => span.dtype))].sort(),
    metadata: shortenTable(Object.entries(metadata)),
  }
}

/** A safetensors file covers its bytes exactly: no hole, no overlap, no second reading. Only its header is read. */
export function inspectSafetensors(path: string, source: ByteSource): Inspection {
  const format = 'safetensors'
  try {
    return { format, findings: [], header: readSound(source) }
  } catch (error) {
    if (!(error instanceof Bad)) throw error
    const { code, verdict, message } = error
    return { format, findings: [{ code, answer: 'refuse', verdict, path, message }] }
  }
}
