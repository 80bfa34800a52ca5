import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '../state/read-json'

const NAME = /^(\d{15})-([0-9a-f]{8})-(\d{6})(?:-(\d+))?\.(open|seg)$/

export interface SegmentFile {
  deploymentId: string
  path: string
  /** When its first row was answered: everything older is in earlier segments. */
  firstMs: number
  /** Rows of a sealed segment; null while it is open. */
  rows: number | null
  open: boolean
}

/** Names sort by time. */
export function openSegmentName(firstMs: number, writer: string, n: number): string {
  return `${String(firstMs).padStart(15, '0')}-${writer}-${String(n).padStart(6, '0')}.open`
}

/** Says how many rows wait in it, so that nobody has to read it to know. */
export function sealedPath(openPath: string, rows: number): string {
  return openPath.replace(/\.open$/, `-${rows}.seg`)
}

async function entries(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

/** All segments of the spool, oldest first within each deployment. */
export async function listSegments(spoolDir: string): Promise<SegmentFile[]> {
  const found: SegmentFile[] = []
  for (const deploymentId of await entries(spoolDir)) {
    for (const name of await entries(join(spoolDir, deploymentId))) {
      const parts = NAME.exec(name)
      if (parts?.[1] === undefined) continue
      found.push({
        deploymentId,
        path: join(spoolDir, deploymentId, name),
        firstMs: Number(parts[1]),
        rows: parts[4] === undefined ? null : Number(parts[4]),
        open: parts[5] === 'open',
      })
    }
  }
  return found
}

/** Of all of them together; one may be sent and removed while this looks. */
export async function segmentBytes(segments: readonly SegmentFile[]): Promise<number> {
  let bytes = 0
  for (const { path } of segments)
    bytes += await stat(path).then(
      (s) => s.size,
      () => 0,
    )
  return bytes
}
