import { join } from 'node:path'
import type { Principal } from '@/lib/identity/domain/principal'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { env } from '@/lib/server/env'
import { runCommand } from '@/lib/server/run-command'
import { sortManifest } from './domain/manifest'
import { intakeFiles } from './intake-files'
import { settleVersion } from './use-cases/settle-version'

const principal: Principal = {
  kind: 'job',
  id: 'registry.intake',
  name: 'registry.intake',
  permissions: ['registry:settle'],
}

/** Checks a submitted version outside of any transaction, then records the outcome. Safe to repeat. */
export async function runIntake({ workspaceId, versionId }: { workspaceId: string; versionId: string }): Promise<void> {
  const version = await database().modelVersion.findUnique({
    where: { workspaceId_id: { workspaceId, id: versionId } },
    select: { state: true, manifestDigest: true, files: true },
  })
  if (version?.state !== 'SCANNING' || version.manifestDigest === null) return
  const files = sortManifest(version.files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) })))
  const decision = await intakeFiles(blobs(), files, { spoolDir: join(env.SLIPWAY_HOME, 'spool') })
  const input = { versionId, manifestDigest: version.manifestDigest, ...decision }
  await runCommand(settleVersion, { principal, workspace: workspaceId, input })
}
