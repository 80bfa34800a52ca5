import { foldPath, parseFilePath } from '../file-path'
import { BadArchive } from './bad-archive'

const MAX_RATIO = 100
/** Below this size a high ratio is harmless (a file of zeros). */
const RATIO_FLOOR = 65_536
const TOTAL_RATIO_FLOOR = 1_048_576

/** What the rules need to know of an entry, of any kind of archive. */
export interface ArchiveEntry {
  name: string
  sizeBytes: number
  packedBytes: number
  isSpecial: boolean
}

/**
 * What a name in an archive may be and a name in a manifest may not: `tar` writes the folder that it stands in before every name,
 * some systems take letters apart, and nobody takes such a name for an address.
 */
const plainName = (name: string) =>
  name
    .replace(/\/$/, '')
    .replace(/^(\.\/)+/, '')
    .normalize('NFC')
    .replace(/[#?]/g, '_')

/** Rules on names, kinds and sizes that need no unpacking. */
export function requireSafeEntries(entries: readonly ArchiveEntry[], archiveBytes: number, maxBytes: number): void {
  const files = new Set<string>()
  const folders = new Set<string>()
  let total = 0
  for (const entry of entries) {
    const { name, sizeBytes } = entry
    const isFolder = name.endsWith('/')
    const path = parseFilePath(plainName(name))
    if (!path.ok) throw new BadArchive('archive_path_traversal', 'dangerous', `An entry's name ${path.problem}.`)
    if (entry.isSpecial) throw new BadArchive('archive_link', 'dangerous', `${name} is a link or a device.`)
    if (isFolder && sizeBytes > 0)
      throw new BadArchive('archive_header_mismatch', 'dangerous', `${name} is a folder that holds bytes.`)
    const key = foldPath(path.path)
    if (files.has(key) || (!isFolder && folders.has(key)))
      throw new BadArchive('archive_duplicate_entry', 'dangerous', `Two entries are named ${name}.`)
    if (isFolder) folders.add(key)
    else files.add(key)
    if (sizeBytes > RATIO_FLOOR && sizeBytes > MAX_RATIO * Math.max(1, entry.packedBytes))
      throw new BadArchive('archive_ratio', 'dangerous', `${name} unpacks to more than ${MAX_RATIO} times its size.`)
    total += sizeBytes
  }
  for (const key of [...files, ...folders])
    for (let at = key.lastIndexOf('/'); at > 0; at = key.lastIndexOf('/', at - 1))
      if (files.has(key.slice(0, at)))
        throw new BadArchive('archive_duplicate_entry', 'dangerous', `${key.slice(0, at)} is both a file and a folder.`)
  if (total > maxBytes)
    throw new BadArchive('archive_size', 'dangerous', `The archive unpacks to more than ${maxBytes} bytes.`)
  if (total > TOTAL_RATIO_FLOOR && total > MAX_RATIO * archiveBytes)
    throw new BadArchive('archive_ratio', 'dangerous', `It unpacks to more than ${MAX_RATIO} times its size.`)
}
