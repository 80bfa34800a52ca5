/** The bytes are not what their format says; the message tells where. */
export class MalformedFile extends Error {}

export type WireField =
  | { number: number; type: 'varint'; value: bigint }
  | { number: number; type: 'bytes'; value: Uint8Array }
  | { number: number; type: 'fixed32' | 'fixed64'; value: Uint8Array }

interface Position {
  at: number
}

function readVarint(bytes: Uint8Array, position: Position): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes[position.at]
    if (byte === undefined) throw new MalformedFile('a number is cut off')
    position.at += 1
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return BigInt.asUintN(64, value)
  }
  throw new MalformedFile('a number is longer than ten bytes')
}

function take(bytes: Uint8Array, position: Position, length: number): Uint8Array {
  if (length > bytes.length - position.at) throw new MalformedFile('a field is longer than what follows')
  const value = bytes.subarray(position.at, position.at + length)
  position.at += length
  return value
}

/**
 * The fields of one protobuf message, one level deep: nothing is copied and nothing recurses, so a hostile length or nesting
 * costs nothing. Groups (wire types 3 and 4) are not used by ONNX and are refused.
 */
export function* wireFields(bytes: Uint8Array): Generator<WireField> {
  const position = { at: 0 }
  while (position.at < bytes.length) {
    const tag = readVarint(bytes, position)
    const number = Number(tag >> 3n)
    if (number < 1 || number > 0x1fffffff) throw new MalformedFile('a field has no valid number')
    switch (Number(tag & 7n)) {
      case 0:
        yield { number, type: 'varint', value: readVarint(bytes, position) }
        break
      case 1:
        yield { number, type: 'fixed64', value: take(bytes, position, 8) }
        break
      case 2: {
        const length = readVarint(bytes, position)
        if (length > BigInt(bytes.length)) throw new MalformedFile('a field is longer than the file')
        yield { number, type: 'bytes', value: take(bytes, position, Number(length)) }
        break
      }
      case 5:
        yield { number, type: 'fixed32', value: take(bytes, position, 4) }
        break
      default:
        throw new MalformedFile('a field has an unknown wire type')
    }
  }
}

/** Numbers of a repeated integer field, packed or not. */
export function wireIntegers(field: WireField, limit: number): bigint[] {
  if (field.type === 'varint') return [BigInt.asIntN(64, field.value)]
  if (field.type !== 'bytes') throw new MalformedFile('an integer has the wrong wire type')
  const position = { at: 0 }
  const values: bigint[] = []
  while (position.at < field.value.length && values.length < limit)
    values.push(BigInt.asIntN(64, readVarint(field.value, position)))
  return values
}

/** How many integers a packed or single field holds: bytes without a continuation bit end one each. */
export function countIntegers(field: WireField): number {
  if (field.type !== 'bytes') return 1
  let count = 0
  for (const byte of field.value) if (byte < 0x80) count += 1
  return count
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

export function wireText(field: WireField): string {
  if (field.type !== 'bytes') throw new MalformedFile('a text has the wrong wire type')
  try {
    return utf8.decode(field.value)
  } catch {
    throw new MalformedFile('a text is not UTF-8')
  }
}
