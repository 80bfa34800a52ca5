import { BadArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import { locateZipEntry, type ZipEntry } from './read-zip'
import { readZipEnd } from './zip-end'

const STREAMED = 0x8
/** What follows the data of a streamed entry: its sizes and checksum. */
const MAX_DESCRIPTOR_BYTES = 24
const MAX_GAP_BYTES = 67_108_864

/** Flags of encrypted, patched and masked entries. */
const REFUSED_FLAGS = 0x2061

const LOCAL_HEADER = Buffer.from('PK\u0003\u0004')

/** Who reads an archive from its beginning finds entries that its directory does not name. */
function requireNoEntryIn(source: ByteSource, from: number, to: number): void {
  const gap = source.read(from, Math.min(to - from, MAX_GAP_BYTES))
  if (Buffer.from(gap).includes(LOCAL_HEADER))
    throw new BadArchive(
      'archive_header_mismatch',
      'dangerous',
      'The archive holds an entry that its directory does not name.',
    )
}

/** Entries lie one behind the other: none shares bytes with another, and nothing lies between them. Answers whether bytes are hidden. */
export function hidesBytes(source: ByteSource, entries: readonly ZipEntry[]): boolean {
  const refused = entries.find((entry) => (entry.flags & REFUSED_FLAGS) !== 0)
  if (refused) throw new BadArchive('archive_encrypted', 'dangerous', `${refused.name} is encrypted or patched.`)
  const spans = entries
    .map((entry) => ({ entry, from: entry.offset, to: locateZipEntry(source, entry).endAt }))
    .sort((a, b) => a.from - b.from)
  let at = 0
  let slack = 0
  let hidden = false
  for (const { entry, from, to } of spans) {
    if (from < at)
      throw new BadArchive('archive_overlap', 'dangerous', `${entry.name} shares bytes with another entry.`)
    if (from > at + slack) {
      requireNoEntryIn(source, at, from)
      hidden = true
    }
    at = to
    slack = (entry.flags & STREAMED) === 0 ? 0 : MAX_DESCRIPTOR_BYTES
  }
  const end = readZipEnd(source).directoryAt
  if (end < at) throw new BadArchive('archive_overlap', 'dangerous', 'An entry shares bytes with the directory.')
  if (end > at + slack) requireNoEntryIn(source, at, end)
  return hidden || end > at + slack
}
