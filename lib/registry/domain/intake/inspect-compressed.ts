import { BadArchive } from './bad-archive'
import type { Finding } from './finding'
import type { InspectFile } from './inspect-archive'
import type { Inspection, Siblings } from './inspection'
import { packingOf, unpack } from './unpack'

const MAX_DEPTH = 2
const ENDING = /\.(gz|gzip|z|zlib|tgz)$/i

/** Compressed bytes are unpacked in memory, within limits, and judged by what is inside; a packing that cannot be opened blocks. */
export function inspectCompressed(
  path: string,
  bytes: Uint8Array,
  siblings: Siblings,
  depth: number,
  inspectFile: InspectFile,
): Inspection {
  const format = 'compressed'
  const packing = packingOf(bytes)
  const note = (verdict: Finding['verdict'], message: string): Finding => ({
    code: 'format_not_allowed',
    answer: 'quarantine',
    verdict,
    path,
    message,
  })
  if (packing === null)
    return { format, findings: [note('unscannable', 'It is compressed by a method that is not opened here.')] }
  try {
    if (depth >= MAX_DEPTH) throw new BadArchive('archive_nested', 'dangerous', 'Archives are nested too deeply.')
    const inside = inspectFile(path.replace(ENDING, ''), unpack(bytes, packing), siblings, depth + 1)
    const findings = inside.findings.map((finding) => ({ ...finding, path: `${path}!${finding.path}` }))
    const own = note('suspicious', 'It is compressed. Upload the file itself.')
    return { format, findings: [own, ...findings], header: { inside: inside.format, ...inside.header } }
  } catch (error) {
    if (!(error instanceof BadArchive)) throw error
    const { code, verdict, message } = error
    return { format, findings: [{ code, answer: 'refuse', verdict, path, message }] }
  }
}
