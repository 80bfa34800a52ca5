import { z } from 'zod'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { manifestOf } from '@/lib/registry/door'
import { defineQuery, type QueryContext } from '@/lib/server/operation'
import { namedManifests } from '../store/named-manifests'

const bare = (sha256: string) => sha256.replace(/^sha256:/, '')

/** One missing artifact must not hide the files of the others. */
async function filesOf(ctx: QueryContext, manifestDigest: string) {
  try {
    return (await manifestOf(ctx.db, ctx.workspace.id, manifestDigest)).files
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return []
    throw error
  }
}

/** A file that belongs to an artifact which this agent was told to serve; the route streams its bytes. */
export const getFile = defineQuery({
  name: 'agents.get-file',
  permission: 'registry:download',
  input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ sha256: z.string(), sizeBytes: z.number() }),
  async run(ctx, { sha256 }) {
    for (const manifestDigest of await namedManifests(ctx.db, ctx.principal.id)) {
      const files = await filesOf(ctx, manifestDigest)
      const file = files.find((entry) => bare(entry.sha256) === sha256)
      if (file) return { sha256, sizeBytes: Number(file.sizeBytes) }
    }
    throw notFound('file')
  },
})
