import { Readable } from 'node:stream'
import type { Principal } from '@/lib/identity/domain/principal'
import { blobs } from '@/lib/server/blobs'
import { runCommand } from '@/lib/server/run-command'
import type { VersionDetail } from '../contract'
import { runIntake } from '../run-intake'
import { attachFile } from '../use-cases/attach-file'
import { createVersion } from '../use-cases/create-version'
import { submitVersion } from '../use-cases/submit-version'

interface Registration {
  principal: Principal
  workspaceId: string
  modelId: string
  files: Record<string, Uint8Array>
}

/** Creates a version with files and takes it through intake, by the commands that the routes use. */
export async function registerVersion({
  principal,
  workspaceId,
  modelId,
  files,
}: Registration): Promise<VersionDetail> {
  const call = { principal, workspace: workspaceId }
  const version = await runCommand(createVersion, { ...call, input: { modelId } })
  for (const [path, bytes] of Object.entries(files)) {
    const stored = await blobs().put(Readable.from([bytes]), { maxBytes: 64 * 1024 * 1024 })
    await runCommand(attachFile, { ...call, input: { versionId: version.id, path, ...stored } })
  }
  const submitted = await runCommand(submitVersion, { ...call, input: { versionId: version.id } })
  await runIntake({ workspaceId, versionId: version.id })
  return submitted
}
