import { crc32, inflateRawSync } from 'node:zlib'
import { parseFilePath } from '../file-path'

export interface ZipEntry {
  name: string
  flags: number
  method: number
  crc: number
  packedBytes: number
  sizeBytes: number
  /** Offset of the local header. */
  offset: number
  isLink: boolean
}

export class BadArchive extends Error {
  constructor(
    readonly code: string,
    readonly verdict: 'dangerous' | 'unscannable',
    message: string,
  ) {
    super(message)
  }
}

const MAX_ENTRIES = 10_000
const MAX_RATIO = 100
/** Below this size a high ratio is harmless (a file of zeros). */
const RATIO_FLOOR = 65_536

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Offset of the end-of-central-directory record whose comment ends exactly at the end of the file, or -1. */
export function findZipEnd(bytes: Uint8Array): number {
  const view = viewOf(bytes)
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 65_535; at -= 1)
    if (view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === bytes.length) return at
  return -1
}

function unreadable(message: string): BadArchive {
  return new BadArchive('parse_error', 'unscannable', message)
}

/** The central directory, each entry compared with its local header. */
export function readZipEntries(bytes: Uint8Array): ZipEntry[] {
  const end = findZipEnd(bytes)
  if (end === -1) throw unreadable('The archive has no directory at its end; it is cut off or no archive.')
  const view = viewOf(bytes)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff) throw unreadable('ZIP64 archives are not read.')
  if (count > MAX_ENTRIES)
    throw new BadArchive('archive_entries', 'dangerous', `The archive has more than ${MAX_ENTRIES} entries.`)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50)
      throw unreadable('The directory of the archive is damaged.')
    const nameLength = view.getUint16(at + 28, true)
    const entry: ZipEntry = {
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      sizeBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      isLink: ((view.getUint32(at + 38, true) >>> 28) & 0xf) === 0xa,
    }
    entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Where the packed bytes begin; refuses a local header that tells another story than the directory. */
function dataOffset(bytes: Uint8Array, entry: ZipEntry): number {
  const view = viewOf(bytes)
  const { offset } = entry
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== 0x04034b50)
    throw unreadable(`${entry.name} has no local header.`)
  const nameLength = view.getUint16(offset + 26, true)
  const name = Buffer.from(bytes.subarray(offset + 30, offset + 30 + nameLength)).toString('utf8')
  const streamed = (entry.flags & 0x8) !== 0
  const sameSizes =
    streamed ||
    (view.getUint32(offset + 18, true) === entry.packedBytes && view.getUint32(offset + 22, true) === entry.sizeBytes)
  if (name !== entry.name || view.getUint16(offset + 8, true) !== entry.method || !sameSizes)
    throw new BadArchive('archive_header_mismatch', 'dangerous', `${entry.name} has two headers that disagree.`)
  return offset + 30 + nameLength + view.getUint16(offset + 28, true)
}

/** Rules on names and sizes that need no unpacking. */
export function requireSafeEntries(entries: readonly ZipEntry[], maxBytes: number): void {
  const seen = new Set<string>()
  let total = 0
  for (const entry of entries) {
    const path = parseFilePath(entry.name.replace(/\/$/, ''))
    if (!path.ok) throw new BadArchive('archive_path_traversal', 'dangerous', `An entry's name ${path.problem}.`)
    if (entry.isLink) throw new BadArchive('archive_link', 'dangerous', `${entry.name} is a link.`)
    const key = entry.name.normalize('NFKC').toLowerCase()
    if (seen.has(key))
      throw new BadArchive('archive_duplicate_entry', 'dangerous', `Two entries are named ${entry.name}.`)
    seen.add(key)
    if ((entry.flags & 0x61) !== 0)
      throw new BadArchive('archive_encrypted', 'dangerous', `${entry.name} is encrypted or patched.`)
    if (entry.sizeBytes > RATIO_FLOOR && entry.sizeBytes > MAX_RATIO * Math.max(1, entry.packedBytes))
      throw new BadArchive(
        'archive_ratio',
        'dangerous',
        `${entry.name} unpacks to more than ${MAX_RATIO} times its size.`,
      )
    total += entry.sizeBytes
    if (total > maxBytes)
      throw new BadArchive('archive_size', 'dangerous', `The archive unpacks to more than ${maxBytes} bytes.`)
  }
}

/** One entry's bytes, with declared size and checksum verified; never writes a byte more than declared. */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const start = dataOffset(bytes, entry)
  if (start + entry.packedBytes > bytes.length) throw unreadable(`${entry.name} is cut off.`)
  const packed = bytes.subarray(start, start + entry.packedBytes)
  const data = entry.method === 0 ? packed : inflate(entry, packed)
  if (data.length !== entry.sizeBytes)
    throw new BadArchive(
      'archive_header_mismatch',
      'dangerous',
      `${entry.name} does not have the size that it declares.`,
    )
  if (crc32(data) !== entry.crc)
    throw new BadArchive('archive_checksum', 'dangerous', `${entry.name} does not match its checksum.`)
  return data
}

function inflate(entry: ZipEntry, packed: Uint8Array): Uint8Array {
  if (entry.method !== 8) throw unreadable(`${entry.name} is packed by an unknown method.`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.sizeBytes) })
  } catch (error) {
    const tooLong = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    if (tooLong) throw new BadArchive('archive_ratio', 'dangerous', `${entry.name} unpacks to more than it declares.`)
    throw unreadable(`${entry.name} cannot be unpacked.`)
  }
}
