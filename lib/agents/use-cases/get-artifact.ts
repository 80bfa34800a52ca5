import { z } from 'zod'
import { notFound } from '@/lib/kernel/app-error'
import { getVersion, manifestOf } from '@/lib/registry/door'
import { defineQuery } from '@/lib/server/operation'
import { digestSchema } from '../domain/field-schemas'
import { modelSignatureSchema } from '../domain/signature'
import { artifactAnswerSchema } from '../domain/wire'
import { namedManifests } from '../store/named-manifests'

/** The files and the signature behind a manifest digest that this agent was told to serve. */
export const getArtifact = defineQuery({
  name: 'agents.get-artifact',
  permission: 'registry:download',
  input: z.object({
    manifestDigest: z
      .string()
      .transform((text) => text.replace(/%3a/i, ':'))
      .pipe(digestSchema),
  }),
  output: artifactAnswerSchema,
  async run(ctx, { manifestDigest }) {
    if (!(await namedManifests(ctx.db, ctx.principal.id)).has(manifestDigest)) throw notFound('artifact')
    const manifest = await manifestOf(ctx.db, ctx.workspace.id, manifestDigest)
    const version = await getVersion(ctx.db, ctx.workspace.id, manifest.versionId)
    return {
      manifestDigest,
      modelName: version.modelName,
      versionNumber: version.number,
      task: version.task,
      files: manifest.files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes })),
      signature: modelSignatureSchema.parse(version.signature ?? { inputs: [], outputs: [] }),
    }
  },
})
