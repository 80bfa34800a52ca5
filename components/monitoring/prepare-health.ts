import type { SeriesInput, SeriesPoint } from '@/components/charts/prepare-time-series'
import { variantLook } from '@/components/ui/variant-look'
import type { DeploymentSeries } from '@/lib/monitoring/contract'

type Variant = DeploymentSeries['variants'][number]
type Traffic = Variant['points'][number]
type Quality = Variant['quality'][number]

/** Identity of each variant: stable is ink, the newest candidate blue, retired ones further colours. */
export function variantStyles(
  variants: readonly Pick<Variant, 'variantId' | 'role' | 'versionNumber'>[],
): Map<string, { color: string; dash?: string; label: string }> {
  let further = 0
  const hasCandidate = variants.some((variant) => variant.role === 'candidate')
  return new Map(
    variants.map((variant) => {
      const role = variant.role === 'retired' ? 'candidate' : variant.role
      const ordinal =
        variant.role === 'candidate' ? 0 : variant.role === 'retired' ? (hasCandidate ? 1 : 0) + further++ : 0
      const look = variantLook(role, ordinal)
      return [
        variant.variantId,
        { color: look.color, dash: look.dash, label: `v${variant.versionNumber} ${variant.role}` },
      ]
    }),
  )
}

/** The newest slot is still filling: shown as it is, it would look like a fall. */
function isComplete(at: string, stepSec: number, dataThrough: string | null): boolean {
  return dataThrough === null || Date.parse(at) + stepSec * 1000 <= Date.parse(dataThrough)
}

function seriesOf<P extends { at: string }>(
  data: DeploymentSeries,
  stepSec: number,
  pick: (variant: Variant) => readonly P[],
  value: (point: P) => Omit<SeriesPoint, 't'>,
): SeriesInput[] {
  const styles = variantStyles(data.variants)
  return data.variants.flatMap((variant) => {
    const points = pick(variant)
      .filter((point) => isComplete(point.at, stepSec, data.dataThrough))
      .map((point) => ({ t: Date.parse(point.at), ...value(point) }))
    const style = styles.get(variant.variantId)
    return points.length === 0 || !style ? [] : [{ id: variant.variantId, points, ...style }]
  })
}

export function trafficSeries(
  data: DeploymentSeries,
  value: (point: Traffic) => Omit<SeriesPoint, 't'>,
): SeriesInput[] {
  return seriesOf(data, data.stepSec, (variant) => variant.points, value)
}

export function qualitySeries(
  data: DeploymentSeries,
  value: (point: Quality) => Omit<SeriesPoint, 't'>,
): SeriesInput[] {
  return seriesOf(data, data.qualityStepSec, (variant) => variant.quality, value)
}

/** p50, p95 and p99 of each variant: same colour, finer dashes for higher quantiles. */
export function latencySeries(data: DeploymentSeries): SeriesInput[] {
  const quantiles = [
    ['p95', undefined],
    ['p50', '6 3'],
    ['p99', '2 3'],
  ] as const
  return quantiles.flatMap(([name, dash]) =>
    trafficSeries(data, (point) => ({ value: point[name], n: point.requests })).map((one) => ({
      ...one,
      id: `${one.id}-${name}`,
      label: `${one.label.split(' ')[0]} ${name}`,
      dash: dash ?? one.dash,
    })),
  )
}
