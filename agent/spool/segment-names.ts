import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '../state/read-json'

const NAME = /^(\d{15})-([0-9a-f]{8})-(\d{6})\.(open|seg)$/

export interface SegmentFile {
  deploymentId: string
  path: string
  /** When its first row was answered: everything older is in earlier segments. */
  firstMs: number
  open: boolean
}

/** Names sort by time. */
export function segmentName(firstMs: number, writer: string, n: number, state: 'open' | 'seg'): string {
  return `${String(firstMs).padStart(15, '0')}-${writer}-${String(n).padStart(6, '0')}.${state}`
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
        open: parts[4] === 'open',
      })
    }
  }
  return found
}
