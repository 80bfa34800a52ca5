import { promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import { crc32, gunzipSync, gzip } from 'node:zlib'
import type { Block } from './exchange'

// Frame: length of the packed block, its CRC-32, the block. A torn last frame is what a killed writer leaves, and is dropped.
const HEADER_BYTES = 8
const MAX_FRAME_BYTES = 64 * 1024 * 1024

const pack = promisify(gzip)

export async function encodeFrame(block: Block): Promise<Buffer> {
  // Structured-clone encoding keeps typed arrays as they are: no number is turned into text while requests wait.
  const packed = await pack(serialize(block), { level: 1 })
  const header = Buffer.allocUnsafe(HEADER_BYTES)
  header.writeUInt32LE(packed.byteLength, 0)
  header.writeUInt32LE(crc32(packed), 4)
  return Buffer.concat([header, packed])
}

export interface DecodedSegment {
  blocks: Block[]
  /** Bytes up to the end of the last whole frame. */
  soundBytes: number
}

export function decodeSegment(bytes: Buffer): DecodedSegment {
  const blocks: Block[] = []
  let at = 0
  while (at + HEADER_BYTES <= bytes.byteLength) {
    const length = bytes.readUInt32LE(at)
    const end = at + HEADER_BYTES + length
    if (length > MAX_FRAME_BYTES || end > bytes.byteLength) break
    const packed = bytes.subarray(at + HEADER_BYTES, end)
    if (crc32(packed) !== bytes.readUInt32LE(at + 4)) break
    blocks.push(deserialize(gunzipSync(packed)) as Block)
    at = end
  }
  return { blocks, soundBytes: at }
}
