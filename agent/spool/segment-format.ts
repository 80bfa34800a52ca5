import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { readBlock } from './block-format'
import type { Block } from './exchange'

// Frame: length of the block, its CRC-32, the block. A torn last frame is what a killed writer leaves, and is dropped.
const HEADER_BYTES = 8
const MAX_FRAME_BYTES = 256 * 1024 * 1024

/** Writes a block, which comes in parts, at the end of a file. */
export async function appendFrame(file: FileHandle, block: readonly Buffer[]): Promise<void> {
  const length = block.reduce((sum, part) => sum + part.byteLength, 0)
  const header = Buffer.allocUnsafe(HEADER_BYTES)
  header.writeUInt32LE(length, 0)
  header.writeUInt32LE(
    block.reduce((crc, part) => crc32(part, crc), 0),
    4,
  )
  const { bytesWritten } = await file.writev([header, ...block])
  if (bytesWritten < HEADER_BYTES + length) throw new Error('the disk took only a part of the captured rows')
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
    const block = bytes.subarray(at + HEADER_BYTES, end)
    if (crc32(block) !== bytes.readUInt32LE(at + 4)) break
    blocks.push(readBlock(block))
    at = end
  }
  return { blocks, soundBytes: at }
}
