import { PICKLE_OPCODES } from './pickle-opcodes'

/** GLOBAL or INST with two lines of names. */
const TWO_NAMES = /^[A-Za-z_][\w.]{0,90}\n[A-Za-z_][\w.]{0,90}\n/
const NAME = /^[A-Za-z_][\w.]*$/
const MAX_NAME = 90

const text = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

const isLetter = (byte: number) => ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) || byte === 0x5f

/** Whether the opcode at this place names something that could be imported: random bytes hardly ever do. */
export function textPushAt(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at]
  if (byte === 0x63 || byte === 0x69)
    return isLetter(bytes[at + 1] ?? 0) && TWO_NAMES.test(text(bytes, at + 1, at + 200))
  const wide = byte === 0x58
  const length = bytes[at + 1] ?? 0
  if (length < 2 || length > MAX_NAME) return false
  if (wide && (bytes[at + 2] !== 0 || bytes[at + 3] !== 0 || bytes[at + 4] !== 0)) return false
  const from = at + (wide ? 5 : 2)
  return from + length <= bytes.length && NAME.test(text(bytes, from, from + length))
}

/** Whether a byte string may be a pickle of its own: it begins with a protocol, a frame, a mark, or a name to import. */
export function looksLikePickle(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false
  const [first = 0, second = 99] = bytes
  if (first === 0x80) return second <= 5
  if (first === 0x28) return PICKLE_OPCODES.has(second)
  if (first === 0x95) return true
  return (first === 0x63 || first === 0x8c || first === 0x58) && textPushAt(bytes, 0)
}
