import { BadArchive, unreadableArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import type { ArchiveEntry } from './require-safe-entries'

const BLOCK = 512
const MAX_ENTRIES = 10_000
const MAX_LONG_NAME = 65_536

export interface TarEntry extends ArchiveEntry {
  /** Offset of the content. */
  at: number
}

const textOf = (bytes: Uint8Array) => {
  const end = bytes.indexOf(0)
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('utf8')
}

/** Octal digits, or a binary number where the first bit is set. */
function numberOf(field: Uint8Array): number {
  if ((field[0] ?? 0) & 0x80) {
    let value = (field[0] ?? 0) & 0x7f
    for (const byte of field.subarray(1)) value = value * 256 + byte
    if (!Number.isSafeInteger(value)) throw unreadableArchive('A size in the archive is larger than any file.')
    return value
  }
  const text = textOf(field).trim()
  if (!/^[0-7]*$/.test(text)) throw unreadableArchive('A header of the archive is damaged.')
  return text === '' ? 0 : Number.parseInt(text, 8)
}

/** The sum over the header with its own field counted as spaces. */
export function isTarHeader(header: Uint8Array): boolean {
  if (header.length < BLOCK || header[0] === 0) return false
  let sum = 8 * 32
  header.forEach((byte, index) => {
    if (index < BLOCK && (index < 148 || index >= 156)) sum += byte
  })
  const stated = /^\s*([0-7]+)/.exec(textOf(header.subarray(148, 156)))?.[1]
  return stated !== undefined && Number.parseInt(stated, 8) === sum
}

interface Extended {
  path?: string
  size?: number
}

/** Records of an extended header, each as long as it says: a value may hold lines that look like records. */
function paxRecords(bytes: Uint8Array): [key: string, value: string][] {
  const records: [string, string][] = []
  for (let at = 0; at < bytes.length; ) {
    if (bytes.subarray(at).every((byte) => byte === 0)) break
    const space = bytes.indexOf(0x20, at)
    const digits = space === -1 ? '' : Buffer.from(bytes.subarray(at, space)).toString('latin1')
    const end = at + Number(digits)
    if (!/^[1-9]\d{0,6}$/.test(digits) || end > bytes.length || end <= space || bytes[end - 1] !== 10)
      throw unreadableArchive('An extended header of the archive is damaged.')
    const text = Buffer.from(bytes.subarray(space + 1, end - 1)).toString('utf8')
    const equals = text.indexOf('=')
    if (equals === -1) throw unreadableArchive('An extended header of the archive is damaged.')
    records.push([text.slice(0, equals), text.slice(equals + 1)])
    at = end
  }
  return records
}

/** `path` and `size` of an extended header. What names an entry a second time, or for all entries at once, has no honest use. */
function readPax(bytes: Uint8Array, isGlobal: boolean): Extended {
  const found: Extended = {}
  const refuse = (what: string) => new BadArchive('archive_header_mismatch', 'dangerous', `An extended header ${what}.`)
  for (const [key, value] of paxRecords(bytes)) {
    if (key.startsWith('GNU.sparse.')) throw refuse('gives an entry another name and size than its own')
    if (key !== 'path' && key !== 'size') continue
    if (isGlobal || key in found) throw refuse(`states the ${key} of an entry for others too, or twice`)
    if (key === 'path') found.path = value
    else if (/^\d{1,15}$/.test(value)) found.size = Number(value)
    else throw unreadableArchive('An extended header of the archive is damaged.')
  }
  return found
}

/** A name that two kinds of headers give must be one name: readers differ in which they believe. */
function join(before: Extended, found: Extended): Extended {
  if (before.path !== undefined && found.path !== undefined && before.path !== found.path)
    throw new BadArchive('archive_header_mismatch', 'dangerous', `${before.path} has a second name.`)
  return { ...before, ...found }
}

/** All entries of a tar archive, with extended names resolved. Links, devices and pipes are special. */
export function readTarEntries(source: ByteSource): TarEntry[] {
  const entries: TarEntry[] = []
  let extended: Extended = {}
  for (let at = 0; at + BLOCK <= source.size; ) {
    const header = source.read(at, BLOCK)
    if (header.every((byte) => byte === 0)) return requireNothingBehind(source, at, entries)
    if (!isTarHeader(header)) throw unreadableArchive('A header of the archive is damaged.')
    const type = String.fromCharCode(header[156] ?? 0)
    const size = extended.size ?? numberOf(header.subarray(124, 136))
    const contentAt = at + BLOCK
    if (contentAt + size > source.size) throw unreadableArchive('The archive is cut off.')
    at = contentAt + Math.ceil(size / BLOCK) * BLOCK
    if ('xgLK'.includes(type)) {
      if (size > MAX_LONG_NAME) throw unreadableArchive('A name in the archive is too long.')
      const content = source.read(contentAt, size)
      const found = type === 'L' ? { path: textOf(content) } : type === 'K' ? {} : readPax(content, type === 'g')
      extended = join(extended, found)
      continue
    }
    const prefix = textOf(header.subarray(257, 262)) === 'ustar' ? textOf(header.subarray(345, 500)) : ''
    const short = textOf(header.subarray(0, 100))
    const name = extended.path ?? (prefix === '' ? short : `${prefix}/${short}`)
    const isFolder = type === '5'
    if (isFolder && /^(\.\/?)+$/.test(name)) continue
    entries.push({
      name: isFolder && !name.endsWith('/') ? `${name}/` : name,
      sizeBytes: size,
      packedBytes: size,
      isSpecial: !['0', '\0', '5', '7'].includes(type),
      at: contentAt,
    })
    extended = {}
    if (entries.length > MAX_ENTRIES)
      throw new BadArchive('archive_entries', 'dangerous', `The archive has more than ${MAX_ENTRIES} entries.`)
  }
  throw unreadableArchive('The archive has no end; it is cut off.')
}

/** Behind the end mark comes padding; anything else is a second content that some readers see. */
function requireNothingBehind(source: ByteSource, from: number, entries: TarEntry[]): TarEntry[] {
  const length = Math.min(source.size - from, 1_048_576)
  if (length < source.size - from || source.read(from, length).some((byte) => byte !== 0))
    throw new BadArchive('archive_hidden_bytes', 'dangerous', 'Bytes behind the end of the archive belong to no entry.')
  return entries
}
