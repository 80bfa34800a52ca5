import type { Principal } from '@/lib/identity/domain/principal'
import { type Clock, systemClock } from '@/lib/kernel/clock'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { ImportError } from '@/lib/server/import/import-error'
import { openSource } from '@/lib/server/import/open-source'
import { runCommand } from '@/lib/server/run-command'
import { parseImportAddress } from '../domain/import-address'
import { MAX_FILE_BYTES, MAX_VERSION_FILES } from '../domain/limits'
import { refuseImport } from '../use-cases/refuse-import'
import { sealImport } from '../use-cases/seal-import'
import { copySource } from './copy-source'
import { findImportSource } from './find-import-source'

const principal: Principal = {
  kind: 'job',
  id: 'registry.import-source',
  name: 'registry.import-source',
  permissions: ['registry:settle'],
}

/** Two hundred gibibytes at fifteen mebibytes a second. */
const PATIENCE_MS = 4 * 3_600_000

/** The queue's last attempt comes a little later than this. */
const GIVE_UP_MS = 24 * 3_600_000

interface Options {
  pausesMs?: readonly number[]
  clock?: Clock
}

async function copyOf(workspaceId: string, source: string, { pausesMs, clock = systemClock }: Options) {
  const address = parseImportAddress(source)
  // Looked up again: a source that was removed meanwhile opens nothing, a new secret counts at once.
  const importSource = address === null ? null : await findImportSource(database(), workspaceId, address)
  if (address === null || importSource === null)
    throw new ImportError('No import source of this workspace covers it any more. Add one, then register again.')
  const endsAt = clock.now().getTime() + PATIENCE_MS
  const reader = openSource(importSource, {
    maxObjects: MAX_VERSION_FILES,
    maxBytes: MAX_FILE_BYTES,
    deadline() {
      const leftMs = endsAt - clock.now().getTime()
      if (leftMs <= 0) throw new ImportError('The copy took longer than 4 hours. Register fewer or smaller files.')
      return leftMs
    },
  })
  const files = await copySource(reader, address.path, { store: blobs(), ...(pausesMs ? { pausesMs } : {}) })
  return { importSourceId: importSource.id, files }
}

/**
 * Copies the source of a registered version outside of any transaction, then seals its files or refuses it. Whoever takes the job after
 * a worker died begins again: nothing was named yet.
 */
export async function runImport(
  { workspaceId, versionId }: { workspaceId: string; versionId: string },
  options: Options = {},
): Promise<void> {
  const version = await database().modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: { state: true, source: true, createdAt: true },
  })
  if (version?.state !== 'PENDING' || version.source === null) return
  const call = { principal, workspace: workspaceId }
  try {
    const copied = await copyOf(workspaceId, version.source, options)
    await runCommand(sealImport, { ...call, input: { versionId, ...copied } })
  } catch (error) {
    const { now } = options.clock ?? systemClock
    const isOver = now().getTime() - version.createdAt.getTime() > GIVE_UP_MS
    // What went wrong on this side is tried again by the queue, but not for ever.
    if (!(error instanceof ImportError) && !isOver) throw error
    const why =
      error instanceof ImportError
        ? error.message
        : 'Slipway could not keep the files. Ask an operator for its log, then register again.'
    const reason = `${version.source} was not copied: ${why}`.slice(0, 2000)
    await runCommand(refuseImport, { ...call, input: { versionId, reason } })
  }
}
