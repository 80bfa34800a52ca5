import { BadArchive, unreadableArchive } from './bad-archive'
import type { ByteSource } from './byte-source'

const END = 0x06054b50
const END_BYTES = 22
const DIRECTORY_ENTRY = 0x02014b50
const MAX_COMMENT = 65_535
const LOCATOR = 0x07064b50
const LOCATOR_BYTES = 20
const END64 = 0x06064b50
const END64_BYTES = 56

/** Where the directory of an archive lies. */
export interface ZipEnd {
  count: number
  directoryAt: number
  directoryBytes: number
}

export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A 64-bit number; beyond 2^53 it cannot be a place in a file of ours. */
export function u64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw unreadableArchive('The archive names a place beyond any file.')
  return Number(value)
}

/** Offset of the end record whose comment ends exactly at the end of the file, or -1. */
export function findZipEnd(source: ByteSource): number {
  const from = Math.max(0, source.size - END_BYTES - MAX_COMMENT)
  const view = viewOf(source.read(from, source.size - from))
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1)
    if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength)
      return from + at
  return -1
}

/** Whether a directory of entries ends near the end of the file, whatever stands behind it: some readers look no further. */
export function hasZipDirectory(source: ByteSource): boolean {
  const from = Math.max(0, source.size - END_BYTES - MAX_COMMENT)
  const view = viewOf(source.read(from, source.size - from))
  for (let at = view.byteLength - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END || view.getUint16(at + 10, true) === 0) continue
    const directoryAt = from + at - view.getUint32(at + 12, true)
    if (directoryAt >= 0 && viewOf(source.read(directoryAt, 4)).getUint32(0, true) === DIRECTORY_ENTRY) return true
  }
  return false
}

function requireOneEnd(comment: Uint8Array): void {
  if (Buffer.from(comment).includes('PK\u0005\u0006'))
    throw new BadArchive('archive_header_mismatch', 'dangerous', 'The archive has two ends, one inside of its comment.')
}

function readEnd64(source: ByteSource, endAt: number): (ZipEnd & { at: number }) | null {
  if (endAt < LOCATOR_BYTES + END64_BYTES) return null
  const locator = viewOf(source.read(endAt - LOCATOR_BYTES, LOCATOR_BYTES))
  if (locator.getUint32(0, true) !== LOCATOR) return null
  const at = u64(locator, 8)
  if (at + END64_BYTES > endAt - LOCATOR_BYTES) throw unreadableArchive('The ZIP64 record of the archive is damaged.')
  const end = viewOf(source.read(at, END64_BYTES))
  if (end.getUint32(0, true) !== END64 || at + 12 + u64(end, 4) !== endAt - LOCATOR_BYTES)
    throw unreadableArchive('The ZIP64 record of the archive is damaged.')
  if (end.getUint32(16, true) !== 0 || end.getUint32(20, true) !== 0)
    throw unreadableArchive('The archive is spread over several volumes.')
  return { at, count: u64(end, 32), directoryBytes: u64(end, 40), directoryAt: u64(end, 48) }
}

/** The end record, in its short or long form; two forms must agree, and the directory must end where the record begins. */
export function readZipEnd(source: ByteSource): ZipEnd {
  const at = findZipEnd(source)
  if (at === -1) throw unreadableArchive('The archive has no directory at its end; it is cut off or no archive.')
  const bytes = source.read(at, source.size - at)
  const view = viewOf(bytes)
  requireOneEnd(bytes.subarray(END_BYTES))
  const short = {
    count: view.getUint16(10, true),
    directoryBytes: view.getUint32(12, true),
    directoryAt: view.getUint32(16, true),
  }
  if (view.getUint16(4, true) !== 0 && view.getUint16(4, true) !== 0xffff)
    throw unreadableArchive('The archive is spread over several volumes.')
  const long = readEnd64(source, at)
  const end = long ?? short
  const disagrees =
    long !== null &&
    ((short.count !== 0xffff && short.count !== long.count) ||
      (short.directoryBytes !== 0xffffffff && short.directoryBytes !== long.directoryBytes) ||
      (short.directoryAt !== 0xffffffff && short.directoryAt !== long.directoryAt))
  if (disagrees) throw new BadArchive('archive_header_mismatch', 'dangerous', 'The archive has two ends that disagree.')
  if (end.directoryAt + end.directoryBytes !== (long?.at ?? at))
    throw unreadableArchive('The directory of the archive is not where its end says.')
  return end
}
