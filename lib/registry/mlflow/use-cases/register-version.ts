import { z } from 'zod'
import { personIdOf } from '@/lib/identity/domain/principal'
import { notFound } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { type CommandContext, defineCommand } from '@/lib/server/operation'
import { Prisma } from '@/prisma/generated/client'
import { tagKey } from '../../contract'
import { manifestDigest } from '../../domain/manifest'
import { intakeJob } from '../../intake-job'
import { noteRegistration } from '../../tracking/source-tree'
import { clientOf } from '../client-of'
import { versionFacts } from '../facts'
import { findVerdict } from '../find-verdict'
import { invalidParameter } from '../mlflow-error'
import { readVersions } from '../read-facts'
import { type ResolvedSource, resolveVersionSource } from '../resolve-version-source'

const registerVersionInput = z.strictObject({
  modelId: z.uuid(),
  source: z.string().max(2000),
  runId: z.string().max(250).nullable(),
  runLink: z.string().max(2000),
  description: z.string().max(5000),
  tags: z.record(tagKey, z.string().max(100_000)),
})
type Registration = z.infer<typeof registerVersionInput>

/** Numbers one after the other under the model's row lock; a rollback returns the number. */
async function takeNumber({ tx, workspace, clock }: CommandContext, modelId: string): Promise<number> {
  const [taken] = await tx.$queryRaw<{ number: number }[]>`
    UPDATE "Model" SET "nextVersion" = "nextVersion" + 1, "updatedAt" = ${clock.now()}
    WHERE "workspaceId" = ${workspace.id}::uuid AND id = ${modelId}::uuid AND "archivedAt" IS NULL RETURNING "nextVersion" - 1 AS number`
  if (!taken) throw notFound('model')
  return taken.number
}

async function insertVersion(
  ctx: CommandContext,
  id: string,
  number: number,
  sent: Registration,
  found: ResolvedSource,
) {
  const { tx, workspace, principal } = ctx
  const { tags, runId, ...words } = sent
  const now = ctx.clock.now()
  await tx.modelVersion.create({
    data: {
      id,
      workspaceId: workspace.id,
      number,
      state: 'PENDING',
      ...words,
      sourceRunId: runId ?? found.runId,
      sourceCommit: found.commit,
      loggedModelId: found.loggedModelId,
      copiedFromId: found.copiedFrom?.id ?? null,
      metrics: found.metrics,
      params: found.params,
      client: clientOf(ctx.client?.userAgent ?? null)?.full ?? null,
      tokenId: principal.kind === 'token' ? principal.id : null,
      createdById: personIdOf(principal) ?? principal.id,
      createdByName: principal.kind === 'token' ? principal.owner.name : principal.name,
      createdAt: now,
      updatedAt: now,
    },
  })
  const key = { workspaceId: workspace.id, versionId: id }
  await tx.versionFile.createMany({
    data: found.files.map(({ path, sha256, sizeBytes }) => ({ ...key, path, sha256, sizeBytes })),
  })
  const rows = Object.entries(tags).map(([name, value]) => ({ ...key, key: name, value }))
  if (rows.length > 0) await tx.versionTag.createMany({ data: rows })
}

/**
 * A version from what is already here: its manifest is sealed in this transaction, later changes of the run or the logged model do not
 * reach it. Bytes that were checked before keep their verdict; others go to intake.
 */
export const registerVersion = defineCommand({
  name: 'registry.register-version',
  permission: 'registry:write',
  input: registerVersionInput,
  output: versionFacts,
  audit: ['registry.version-registered'],
  async run(ctx, input) {
    const { tx, workspace } = ctx
    const found = await resolveVersionSource(tx, workspace.id, input.source)
    if (found.files.length === 0)
      throw invalidParameter(`Invalid model version source: '${input.source}'. There are no files under it.`)
    const number = await takeNumber(ctx, input.modelId)
    const id = newId()
    await insertVersion(ctx, id, number, input, found)
    const digest = manifestDigest(found.files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) })))
    const sizeBytes = found.files.reduce((sum, file) => sum + file.sizeBytes, 0n)
    const known = found.copiedFrom ?? (await findVerdict(tx, workspace.id, digest, ctx.clock.now()))
    const where = { workspaceId_id: { workspaceId: workspace.id, id } }
    const outcome = known
      ? {
          state: known.state,
          stateReason: known.stateReason,
          verdict: known.verdict,
          findings: known.findings ?? Prisma.JsonNull,
          format: known.format,
          task: known.task,
          signature: known.signature ?? Prisma.JsonNull,
          metadata: known.metadata ?? {},
          trainingDigest: known.trainingDigest,
          readyAt: known.state === 'READY' ? ctx.clock.now() : null,
        }
      : { state: 'SCANNING' }
    await tx.modelVersion.update({ where, data: { ...outcome, manifestDigest: digest, sizeBytes } })
    if (!known)
      await ctx.jobs.enqueue(intakeJob, { workspaceId: workspace.id, versionId: id }, { key: `registry.intake:${id}` })
    const [version] = await readVersions(tx, Prisma.sql`v."workspaceId" = ${workspace.id}::uuid AND v.id = ${id}::uuid`)
    if (!version) throw notFound('version')
    if (found.loggedModelId !== null)
      await noteRegistration(tx, workspace.id, found.loggedModelId, {
        versionId: id,
        modelName: version.modelName,
        number,
      })
    await ctx.audit.record('registry.version-registered', {
      resources: [
        { kind: 'version', id },
        { kind: 'model', id: input.modelId },
      ],
      after: {
        ...input,
        number,
        state: outcome.state,
        manifestDigest: digest,
        sizeBytes,
        runId: input.runId ?? found.runId,
      },
      data: {
        copiedFrom: found.copiedFrom?.id ?? null,
        checkedBefore: known !== null,
        client: ctx.client?.userAgent ?? null,
      },
    })
    return version
  },
})
