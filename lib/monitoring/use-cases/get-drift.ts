import { defineQuery } from '@/lib/server/operation'
import { type DriftView, getDriftInput, getDriftOutput } from '../contract'
import type { FeatureSpec } from '../domain/binning-spec'
import { type BinView, featureBins } from '../domain/bins-view'
import { grouped, groupsOf, judgeDrift, lostShares } from '../domain/judge-drift'
import { KIND } from '../domain/kinds'
import { Totals } from '../domain/totals'
import { type DriftReference, driftReference, driftVariant } from '../reads/drift-reference'
import { resolveWindow } from '../reads/resolve-window'
import { readDataThrough } from '../store/data-through'
import { readCells } from '../store/rollup-reader'

/** Every feature of a window against the training reference, with both distributions. */
export const getDrift = defineQuery({
  name: 'monitoring.get-drift',
  permission: 'monitoring:read',
  input: getDriftInput,
  output: getDriftOutput,
  async run(ctx, input) {
    const window = resolveWindow(input, ctx.clock.now().getTime())
    const variant = await driftVariant(ctx.workspace.id, input.deploymentId, input.variantId)
    const reference = await driftReference(ctx.db, ctx.workspace.id, variant.versionId)
    const query = {
      deploymentId: input.deploymentId,
      kinds: [KIND.feature],
      variantIds: [variant.id],
      coarsest: '1d' as const,
    }
    const answer = await readCells({ ...query, ...window })
    const totals = new Totals()
    for (const cell of answer.cells) totals.add(cell)
    return {
      from: new Date(answer.fromMs).toISOString(),
      to: new Date(answer.toMs).toISOString(),
      snapped: answer.snapped,
      dataThrough: (await readDataThrough(input.deploymentId))?.toISOString() ?? null,
      variantId: variant.id,
      versionNumber: variant.versionNumber,
      reference:
        reference === null
          ? null
          : { id: reference.id, digest: reference.digest, rows: reference.rows, sourceName: reference.sourceName },
      features: reference === null ? [] : featuresOf(reference, totals),
    }
  },
})

function featuresOf({ spec, specId, histograms }: DriftReference, totals: Totals): DriftView['features'] {
  const current = spec.features.map((_, item) => totals.ofSpec(KIND.feature, item, specId))
  const judged = judgeDrift(spec.features, histograms.features, current)
  return judged.flatMap((drift, item) => {
    const feature = spec.features[item]
    const ref = histograms.features[item]
    if (feature === undefined || ref === undefined) return []
    const cur = current[item]
    const shares = lostShares(cur?.c ?? [])
    return {
      ...drift,
      ...shares,
      missingRef: ref.rows === 0 ? null : ref.missing / ref.rows,
      referenceBins: viewBins(feature, ref.n, ref.n),
      currentBins: viewBins(
        feature,
        ref.n,
        ref.n.map((_, i) => cur?.n[i] ?? 0),
      ),
    }
  })
}

/** Charts show about sixteen ranges; the same for reference and current. */
function viewBins(feature: FeatureSpec, refCounts: readonly number[], counts: readonly number[]): BinView[] {
  if (feature.kind === 'categorical') return featureBins(feature, counts)
  const groups = groupsOf(refCounts)
  const bins = featureBins(feature, counts)
  return grouped(counts, groups).map((count, i) => {
    const [first, last] = groups[i] ?? [0, 0]
    const [from, to] = [bins[first]?.from ?? null, bins[last]?.to ?? null]
    const label =
      first === last
        ? (bins[first]?.label ?? '')
        : `${from === null ? 'up' : String(Number(from.toPrecision(6)))} to ${to === null ? 'more' : String(Number(to.toPrecision(6)))}`
    return { label, from, to, count }
  })
}
