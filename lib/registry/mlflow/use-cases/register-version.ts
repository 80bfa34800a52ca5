import { z } from 'zod'
import { personIdOf, personNameOf } from '@/lib/identity/domain/principal'
import { notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { type CommandContext, defineCommand } from '@/lib/server/operation'
import { tagKey } from '../../contract'
import { manifestDigest } from '../../domain/manifest'
import type { VersionState } from '../../domain/version-state'
import { intakeJob } from '../../intake-job'
import { noteRegistration } from '../../tracking/source-tree'
import { clientOf } from '../client-of'
import { versionFacts } from '../facts'
import { invalidParameter, MlflowError } from '../mlflow-error'
import { modelNotFound } from '../names'
import { registerRemote } from '../register-remote'
import { type ResolvedSource, resolveVersionSource } from '../resolve-version-source'
import { type ModelRef, type Sealed, sealVersion, type VersionRow } from '../seal-version'

const registerVersionInput = z.strictObject({
  model: z.union([z.strictObject({ id: z.uuid() }), z.strictObject({ name: z.string() })]),
  source: z.string().max(2000),
  runId: z.string().max(250).nullable(),
  runLink: z.string().max(2000),
  description: z.string().max(5000),
  tags: z.record(tagKey, z.string().max(100_000)),
})
type Registration = z.infer<typeof registerVersionInput>

function rowOf({ principal, client }: CommandContext, sent: Registration, found: ResolvedSource): VersionRow {
  return {
    source: sent.source,
    runLink: sent.runLink,
    description: sent.description,
    sourceRunId: sent.runId ?? found.runId,
    sourceCommit: found.commit,
    loggedModelId: found.loggedModelId,
    metrics: found.metrics,
    params: found.params,
    client: clientOf(client?.userAgent ?? null)?.full ?? null,
    tokenId: principal.kind === 'token' ? principal.id : null,
    createdById: personIdOf(principal) ?? principal.id,
    createdByName: personNameOf(principal),
  }
}

function factsOf(
  row: VersionRow,
  version: Sealed & { id: string; state: VersionState },
  { tags, manifestDigest }: { tags: Record<string, string>; manifestDigest: string | null },
) {
  return {
    ...row,
    ...version,
    createdAt: version.createdAt.toISOString(),
    updatedAt: version.updatedAt.toISOString(),
    userId: row.createdByName,
    stage: 'None',
    runId: row.sourceRunId,
    manifestDigest,
    tags: Object.entries(tags)
      .map(([key, value]) => ({ key, value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
    aliases: [],
  }
}

const missing = (model: ModelRef) => ('id' in model ? notFound('model') : modelNotFound(model.name))

async function modelIdOf({ tx, workspace }: CommandContext, model: ModelRef): Promise<string> {
  const where = { workspaceId: workspace.id, archivedAt: null, ...model }
  const row = await tx.model.findFirst({ where, select: { id: true } })
  if (!row) throw missing(model)
  return row.id
}

/** What is to be sealed. Who names neither a model nor a source that is there hears of the model first. */
async function sourceOf(ctx: CommandContext, { model, source }: Registration): Promise<ResolvedSource> {
  try {
    const found = await resolveVersionSource(ctx.tx, ctx.workspace.id, source)
    if (found.importSourceId === null && found.files.length === 0)
      throw invalidParameter(`Invalid model version source: '${source}'. There are no files under it.`)
    return found
  } catch (error) {
    if (error instanceof MlflowError) await modelIdOf(ctx, model)
    throw error
  }
}

/**
 * A version from what is already here: its manifest is sealed in this transaction, later changes of the run or the logged model do not
 * reach it. Bytes that were checked before keep their verdict; others go to intake. What an import source covers is copied first, by a job.
 */
export const registerVersion = defineCommand({
  name: 'registry.register-version',
  permission: 'registry:write',
  input: registerVersionInput,
  output: versionFacts,
  audit: ['registry.version-registered'],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const { model, ...sent } = input
    const found = await sourceOf(ctx, input)
    const row = rowOf(ctx, input, found)
    const { tags } = input
    if (found.importSourceId !== null) {
      const { importSourceId } = found
      const modelId = await modelIdOf(ctx, model)
      const remote = await registerRemote(ctx, { modelId, row, tags, runId: row.sourceRunId, importSourceId })
      return factsOf(row, remote, { tags, manifestDigest: null })
    }
    const id = newId()
    const digest = manifestDigest(found.files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) })))
    const sizeBytes = found.files.reduce((sum, file) => sum + file.sizeBytes, 0n)
    const copiedFromId = found.copiedFrom?.id ?? null
    const version = await sealVersion(ctx, {
      id,
      model,
      row,
      files: found.files,
      tags,
      digest,
      sizeBytes,
      copiedFromId,
    })
    if (!version) throw missing(model)
    const { number, modelId, modelName, state } = version
    if (state === 'SCANNING')
      await ctx.jobs.enqueue(intakeJob, { workspaceId: workspace.id, versionId: id }, { key: `registry.intake:${id}` })
    if (found.loggedModelId !== null)
      await noteRegistration(tx, workspace.id, found.loggedModelId, {
        versionId: id,
        modelName,
        number,
      })
    await ctx.audit.record('registry.version-registered', {
      resources: [
        { kind: 'version', id },
        { kind: 'model', id: modelId },
      ],
      after: {
        modelId,
        ...sent,
        number,
        state,
        manifestDigest: digest,
        sizeBytes,
        runId: input.runId ?? found.runId,
      },
      data: {
        copiedFrom: copiedFromId,
        checkedBefore: state !== 'SCANNING',
      },
    })
    return factsOf(row, { id, ...version }, { tags, manifestDigest: digest })
  },
})
