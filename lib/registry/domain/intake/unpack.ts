import { gunzipSync, inflateSync } from 'node:zlib'
import { BadArchive, unreadableArchive } from './bad-archive'

const MAX_UNPACKED_BYTES = 268_435_456
const MAX_RATIO = 100
const RATIO_FLOOR = 1_048_576

export type Packing = 'gzip' | 'zlib'

/** gzip and zlib by their marks; other packings cannot be opened here. */
export function packingOf(bytes: Uint8Array): Packing | null {
  const [first = 0, second = 0] = bytes
  if (first === 0x1f && second === 0x8b) return 'gzip'
  // Deflate with a window of any allowed size; 0x78 is the usual one.
  return (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0 ? 'zlib' : null
}

/** What is inside, never more than a hundred times the packed size. */
export function unpack(bytes: Uint8Array, packing: Packing): Uint8Array {
  const limit = Math.min(MAX_UNPACKED_BYTES, Math.max(RATIO_FLOOR, bytes.length * MAX_RATIO))
  try {
    return (packing === 'gzip' ? gunzipSync : inflateSync)(bytes, { maxOutputLength: limit })
  } catch (error) {
    const tooLong = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLong) throw new BadArchive('archive_ratio', 'dangerous', `It unpacks to more than ${limit} bytes.`)
    throw unreadableArchive('It cannot be unpacked; it is cut off or damaged.')
  }
}
