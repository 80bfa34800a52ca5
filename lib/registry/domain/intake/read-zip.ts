import { crc32, inflateRawSync } from 'node:zlib'
import { BadArchive, unreadableArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import { readZipEnd, u64, viewOf } from './zip-end'

export interface ZipEntry {
  name: string
  flags: number
  method: number
  crc: number
  packedBytes: number
  sizeBytes: number
  /** Offset of the local header. */
  offset: number
  /** Neither a file nor a folder: a link, a device, a pipe. */
  isSpecial: boolean
}

const MAX_ENTRIES = 10_000
const MAX_DIRECTORY_BYTES = 16_777_216
const CHUNK_BYTES = 1_048_576
const STREAMED = 0x8
const UNICODE_PATH = 0x7075

/** Extra fields by their number. */
function readExtras(extra: Uint8Array): Map<number, Uint8Array> {
  const found = new Map<number, Uint8Array>()
  const view = viewOf(extra)
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = view.getUint16(at + 2, true)
    if (at + 4 + length > extra.length) break
    found.set(view.getUint16(at, true), extra.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return found
}

/** Sizes and offset, taken from the ZIP64 field where the short ones are full. */
function widen(values: number[], extras: Map<number, Uint8Array>): number[] {
  const wide = extras.get(1)
  let at = 0
  return values.map((value) => {
    if (value !== 0xffffffff || wide === undefined) return value
    if (at + 8 > wide.length) throw unreadableArchive('The ZIP64 field of an entry is damaged.')
    at += 8
    return u64(viewOf(wide), at - 8)
  })
}

function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

function readEntry(directory: Uint8Array, at: number): { entry: ZipEntry; next: number } {
  const view = viewOf(directory)
  if (at + 46 > directory.length || view.getUint32(at, true) !== 0x02014b50)
    throw unreadableArchive('The directory of the archive is damaged.')
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  const next = extraEnd + view.getUint16(at + 32, true)
  if (next > directory.length) throw unreadableArchive('The directory of the archive is damaged.')
  const extras = readExtras(directory.subarray(nameEnd, extraEnd))
  const name = nameOf(directory.subarray(at + 46, nameEnd))
  const second = extras.get(UNICODE_PATH)
  if (second !== undefined && nameOf(second.subarray(5)) !== name)
    throw new BadArchive('archive_header_mismatch', 'dangerous', `${name} has a second name.`)
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  const [sizeBytes = 0, packedBytes = 0, offset = 0] = widen(short, extras)
  const kind = (view.getUint32(at + 38, true) >>> 28) & 0xf
  const entry: ZipEntry = {
    name,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes,
    sizeBytes,
    offset,
    // The upper half is a Unix mode only where the entry was made on Unix; elsewhere these bits are empty.
    isSpecial: kind !== 0 && kind !== 0x4 && kind !== 0x8,
  }
  return { entry, next }
}

/** The central directory: every entry, and nothing besides. */
export function readZipEntries(source: ByteSource, maxEntries = MAX_ENTRIES): ZipEntry[] {
  const end = readZipEnd(source)
  if (end.count > maxEntries)
    throw new BadArchive('archive_entries', 'dangerous', `The archive has more than ${maxEntries} entries.`)
  if (end.directoryBytes > MAX_DIRECTORY_BYTES)
    throw new BadArchive('archive_entries', 'dangerous', 'The directory of the archive is larger than 16 MiB.')
  const directory = source.read(end.directoryAt, end.directoryBytes)
  const entries: ZipEntry[] = []
  let at = 0
  while (entries.length < end.count) {
    const { entry, next } = readEntry(directory, at)
    entries.push(entry)
    at = next
  }
  if (at !== directory.length)
    throw new BadArchive('archive_header_mismatch', 'dangerous', 'The directory holds more entries than it counts.')
  return entries
}

/** First byte of the packed data and the end of the entry; refuses a local header that tells another story than the directory. */
export function locateZipEntry(source: ByteSource, entry: ZipEntry): { dataAt: number; endAt: number } {
  const { offset } = entry
  if (offset + 30 > source.size) throw unreadableArchive(`${entry.name} has no local header.`)
  const view = viewOf(source.read(offset, 30))
  if (view.getUint32(0, true) !== 0x04034b50) throw unreadableArchive(`${entry.name} has no local header.`)
  const nameLength = view.getUint16(26, true)
  const extraLength = view.getUint16(28, true)
  const dataAt = offset + 30 + nameLength + extraLength
  const endAt = dataAt + entry.packedBytes
  if (endAt > source.size) throw unreadableArchive(`${entry.name} is cut off.`)
  const extras = readExtras(source.read(offset + 30 + nameLength, extraLength))
  const [sizeBytes, packedBytes] = widen([view.getUint32(22, true), view.getUint32(18, true)], extras)
  const flags = view.getUint16(6, true)
  const same =
    nameOf(source.read(offset + 30, nameLength)) === entry.name &&
    view.getUint16(8, true) === entry.method &&
    (flags & ~0x800) === (entry.flags & ~0x800) &&
    ((flags & STREAMED) !== 0 ||
      (packedBytes === entry.packedBytes && sizeBytes === entry.sizeBytes && view.getUint32(14, true) === entry.crc))
  if (!same)
    throw new BadArchive('archive_header_mismatch', 'dangerous', `${entry.name} has two headers that disagree.`)
  return { dataAt, endAt }
}

function requireChecksum(entry: ZipEntry, sizeBytes: number, crc: number): void {
  if (sizeBytes !== entry.sizeBytes)
    throw new BadArchive(
      'archive_header_mismatch',
      'dangerous',
      `${entry.name} does not have the size that it declares.`,
    )
  if (crc !== entry.crc)
    throw new BadArchive('archive_checksum', 'dangerous', `${entry.name} does not match its checksum.`)
}

/** Checks the bytes of a stored entry of any size without holding them. */
export function verifyStoredEntry(source: ByteSource, entry: ZipEntry): void {
  const { dataAt, endAt } = locateZipEntry(source, entry)
  let crc = 0
  for (let at = dataAt; at < endAt; at += CHUNK_BYTES)
    crc = crc32(source.read(at, Math.min(CHUNK_BYTES, endAt - at)), crc)
  requireChecksum(entry, endAt - dataAt, crc)
}

/** One entry's bytes, with declared size and checksum verified; never unpacks a byte more than declared. */
export function readZipEntry(source: ByteSource, entry: ZipEntry): Uint8Array {
  const { dataAt } = locateZipEntry(source, entry)
  const packed = source.read(dataAt, entry.packedBytes)
  const data = entry.method === 0 ? packed : inflate(entry, packed)
  requireChecksum(entry, data.length, crc32(data))
  return data
}

/** What node answers when it is asked how much it has read. */
interface Inflated {
  buffer: Uint8Array
  engine: { bytesWritten: number }
}

function inflate(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  if (entry.method !== 8) throw unreadableArchive(`${entry.name} is packed by an unknown method.`)
  try {
    const options = { maxOutputLength: Math.max(1, entry.sizeBytes), info: true }
    const { buffer, engine } = inflateRawSync(packed, options) as unknown as Inflated
    if (engine.bytesWritten < packed.length)
      throw new BadArchive('archive_hidden_bytes', 'dangerous', `${entry.name} holds bytes behind its packed content.`)
    return buffer
  } catch (error) {
    if (error instanceof BadArchive) throw error
    const tooLong = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLong) throw new BadArchive('archive_ratio', 'dangerous', `${entry.name} unpacks to more than it declares.`)
    throw unreadableArchive(`${entry.name} cannot be unpacked.`)
  }
}
