import { BadArchive } from './bad-archive'
import type { ByteSource } from './byte-source'
import { locateZipEntry, type ZipEntry } from './read-zip'
import { readZipEnd } from './zip-end'

const STREAMED = 0x8
/** What follows the data of a streamed entry: its sizes and checksum. */
const MAX_DESCRIPTOR_BYTES = 24

/** Flags of encrypted, patched and masked entries. */
const REFUSED_FLAGS = 0x2061

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
    if (from > at + slack) hidden = true
    at = to
    slack = (entry.flags & STREAMED) === 0 ? 0 : MAX_DESCRIPTOR_BYTES
  }
  const end = readZipEnd(source).directoryAt
  if (end < at) throw new BadArchive('archive_overlap', 'dangerous', 'An entry shares bytes with the directory.')
  return hidden || end > at + slack
}
