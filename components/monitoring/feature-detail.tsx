'use client'
import { useMemo } from 'react'
import { HistogramPair } from '@/components/charts/histogram-pair'
import { Figure } from '@/components/ui/figure'
import { formatNumber, formatPercent } from '@/components/ui/format-number'
import { StatusLine } from '@/components/ui/status-line'
import type { DriftView } from '@/lib/monitoring/contract'
import { VERDICT_WORD } from './describe-drift'

type Feature = DriftView['features'][number]
const STATE = { CHANGE: 'HELD', NO_CHANGE: 'DONE', CANNOT_TELL: 'INCONCLUSIVE', NO_DATA: 'INSUFFICIENT' }

/** Both distributions, the effect beside its floor and noise, and what is missing. */
export function FeatureDetail({ feature }: { feature: Feature }) {
  const bins = useMemo(() => {
    const current = new Map(feature.currentBins.map((bin) => [bin.label, bin.count]))
    const reference = new Map(feature.referenceBins.map((bin) => [bin.label, bin.count]))
    const labels = [...new Set([...reference.keys(), ...current.keys()])]
    return labels.map((label) => ({ label, reference: reference.get(label) ?? 0, current: current.get(label) ?? 0 }))
  }, [feature])
  const unit = feature.effectKind === 'w1' ? 'reference SDs' : 'JS distance'
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="text-base font-semibold">{feature.feature}</h3>
        <StatusLine state={STATE[feature.verdict]}>{VERDICT_WORD[feature.verdict]}</StatusLine>
        {feature.reason ? (
          <span className="text-muted">{feature.reason.toLowerCase().replaceAll('_', ' ')}</span>
        ) : null}
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-5">
        <Figure
          label={`Effect, ${unit}`}
          value={feature.effect === null ? null : formatNumber(feature.effect)}
          n={feature.nCur}
          note={`floor ${formatNumber(feature.floor)}`}
        />
        <Figure
          label="PSI"
          value={feature.psi === null ? null : formatNumber(feature.psi)}
          note={feature.psiNoise === null ? undefined : `noise ${formatNumber(feature.psiNoise)}`}
        />
        <Figure
          label="Adjusted p"
          value={feature.pAdjusted === null ? null : formatNumber(feature.pAdjusted)}
          note="over all features"
        />
        <Figure
          label="Smallest detectable shift"
          value={feature.mde === null ? null : formatNumber(feature.mde)}
          note={unit}
        />
        <Figure
          label="Missing"
          value={feature.missing === null ? null : formatPercent(feature.missing)}
          note={feature.missingRef === null ? undefined : `reference ${formatPercent(feature.missingRef)}`}
        />
      </div>
      <HistogramPair title={`${feature.feature}: share of requests per bin`} bins={bins} />
      <p className="text-xs text-faint">{feature.method}</p>
    </div>
  )
}
