import type { Finding } from './finding'
import { parseStrictJson, StrictJsonError } from './parse-strict-json'

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

class Bad extends Error {
  constructor(
    readonly code: string,
    readonly verdict: Finding['verdict'],
    message: string,
  ) {
    super(message)
  }
}

function readHeader(bytes: Uint8Array): { header: Record<string, unknown>; bufferBytes: bigint } {
  if (bytes.length < 8) throw new Bad('parse_error', 'unscannable', 'The file is shorter than its header length.')
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true)
  if (length > MAX_HEADER) throw new Bad('safetensors_header_length', 'dangerous', `The header claims ${length} bytes.`)
  if (length > BigInt(bytes.length - 8))
    throw new Bad('safetensors_header_length', 'unscannable', 'The header is longer than the file.')
  const end = 8 + Number(length)
  if (bytes[8] !== 0x7b) throw new Bad('parse_error', 'unscannable', 'The header does not begin with {.')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, end))
    return { header: parseStrictJson(text) as Record<string, unknown>, bufferBytes: BigInt(bytes.length - end) }
  } catch (error) {
    const duplicate = error instanceof StrictJsonError && error.message.includes('twice')
    if (duplicate) throw new Bad('safetensors_duplicate_key', 'dangerous', `In the header ${error.message}.`)
    throw new Bad('parse_error', 'unscannable', 'The header is not valid JSON.')
  }
}

interface Span {
  name: string
  from: bigint
  to: bigint
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

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
  const expected = (shape as number[]).reduce((product, dim) => product * BigInt(dim), 1n) * bits
  if (to < from || (to - from) * 8n !== expected)
    throw new Bad(
      'safetensors_size_mismatch',
      'dangerous',
      `The tensor ${name.slice(0, 80)} does not have the size of its shape.`,
    )
  return { name, from, to }
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

function requireSound(bytes: Uint8Array): void {
  const { header, bufferBytes } = readHeader(bytes)
  const spans: Span[] = []
  for (const [name, value] of Object.entries(header)) {
    if (name !== '__metadata__') spans.push(readSpan(name, value))
    else if (
      typeof value !== 'object' ||
      value === null ||
      Object.values(value).some((item) => typeof item !== 'string')
    )
      throw new Bad('parse_error', 'unscannable', 'The metadata is not a table of texts.')
  }
  requireContiguous(spans, bufferBytes)
}

/** A safetensors file covers its bytes exactly: no hole, no overlap, no second reading. */
export function inspectSafetensors(path: string, bytes: Uint8Array): Finding[] {
  try {
    requireSound(bytes)
    return []
  } catch (error) {
    if (!(error instanceof Bad)) throw error
    return [{ code: error.code, answer: 'refuse', verdict: error.verdict, path, message: error.message }]
  }
}
