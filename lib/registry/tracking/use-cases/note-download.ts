import { defineCommand } from '@/lib/server/operation'
import { noteDownloadInput } from '../artifact-contract'
import { trackingDone } from '../tracking-values'

/** Somebody took a file of a quarantined version: who, and with which program. */
export const noteDownload = defineCommand({
  name: 'registry.note-download',
  permission: 'registry:download',
  input: noteDownloadInput,
  output: trackingDone,
  audit: ['registry.artifact-downloaded'],
  async run(ctx, { versionId, modelId, path, sha256, verdict }) {
    await ctx.audit.record('registry.artifact-downloaded', {
      resources: [
        { kind: 'version', id: versionId },
        { kind: 'model', id: modelId },
      ],
      data: { path, sha256, verdict, client: ctx.client?.userAgent ?? null },
    })
    return {}
  },
})
