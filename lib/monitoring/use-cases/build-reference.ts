import { AppError, notFound } from '@/lib/kernel/app-error'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { sha256Digest } from '@/lib/kernel/sha256'
import { defineCommand, unchanged } from '@/lib/server/operation'
import { referenceView } from '../reads/reference-view'
import { buildReferenceInput, buildReferenceOutput } from '../reference-contract'
import { forgetReference } from '../store/specs'

/** Freezes the training reference of a version: from then on its features are binned and compared. */
export const buildReference = defineCommand({
  name: 'monitoring.build-reference',
  permission: 'monitoring:configure',
  input: buildReferenceInput,
  output: buildReferenceOutput,
  audit: ['monitoring.reference-built'],
  async run(ctx, { versionId, rows, sourceName, spec, histograms }) {
    const workspaceId = ctx.workspace.id
    const version = await ctx.tx.modelVersion.findUnique({
      where: { workspaceId_id: { workspaceId, id: versionId } },
      select: { id: true, modelId: true },
    })
    if (version === null) throw notFound('version')
    requireConsistent(spec.features, histograms.features, rows)
    const digest = sha256Digest(canonicalJson({ spec, histograms }))
    const before = await ctx.tx.reference.findUnique({ where: { workspaceId_versionId: { workspaceId, versionId } } })
    if (before?.digest === digest) return unchanged(referenceView(before))
    const data = { modelId: version.modelId, digest, rows, spec, histograms, sourceName, createdAt: ctx.clock.now() }
    const row = await ctx.tx.reference.upsert({
      where: { workspaceId_versionId: { workspaceId, versionId } },
      create: { id: newId(), workspaceId, versionId, ...data },
      update: data,
    })
    await ctx.audit.record('monitoring.reference-built', {
      resources: [
        { kind: 'reference', id: row.id },
        { kind: 'version', id: versionId },
      ],
      before: before === null ? null : { digest: before.digest, rows: before.rows },
      after: { digest, rows },
      data: { sourceName, features: spec.features.length },
    })
    forgetReference(versionId)
    return referenceView(row)
  },
})

interface Histogram {
  rows: number
  missing: number
  typeError: number
  n: number[]
  s: number[]
}
type Feature = { name: string; kind: 'numeric'; cuts: unknown[] } | { name: string; kind: 'categorical'; top: string[] }

/** Bins and counts that contradict each other would make every later comparison wrong. */
function requireConsistent(features: readonly Feature[], histograms: readonly Histogram[], rows: number): void {
  const wrong = features.find((feature, i) => {
    const histogram = histograms[i]
    if (histogram === undefined) return true
    const bins = feature.kind === 'numeric' ? feature.cuts.length + 1 : feature.top.length + 2
    const counted = histogram.n.reduce((sum, n) => sum + n, 0) + histogram.missing + histogram.typeError
    const sums = feature.kind === 'numeric' ? bins : 0
    return (
      histogram.n.length !== bins ||
      histogram.s.length !== sums ||
      counted !== histogram.rows ||
      histogram.rows !== rows
    )
  })
  if (wrong !== undefined || histograms.length !== features.length)
    throw new AppError('invalid', {
      message: `The counts of ${wrong?.name ?? 'a feature'} do not fit its bins. Build the reference again.`,
    })
}
