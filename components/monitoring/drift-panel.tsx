'use client'
import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { Section } from '@/components/ui/section'
import { DriftLegend } from './drift-legend'
import { DriftMatrixView } from './drift-matrix-view'
import { FeatureDetail } from './feature-detail'
import { useDrift, useDriftMatrix } from './queries'

interface DriftPanelProps {
  deploymentId: string
  window: { from: string; to: string }
}

/** Matrix of features over time, and the detail of the chosen one. */
export function DriftPanel({ deploymentId, window }: DriftPanelProps) {
  const drift = useDrift(deploymentId, window)
  const matrix = useDriftMatrix(deploymentId, window)
  const [picked, setPicked] = useState('')
  return (
    <QueryView query={drift} permission="monitoring:read" what="drift">
      {(data) => {
        if (data.reference === null)
          return (
            <EmptyState
              title="No training reference"
              text={`v${data.versionNumber} has no reference to compare with. Build one from its training data; only bins and counts are sent.`}
              command="npm run slipway -- reference build --version ID --rows training.csv.gz"
            />
          )
        const ordered = [...data.features].sort((a, b) => (b.effect ?? 0) / b.floor - (a.effect ?? 0) / a.floor)
        const feature = ordered.find((one) => one.feature === picked) ?? ordered[0]
        return (
          <div className="grid gap-7">
            <Section
              title="Features over time"
              description={`v${data.versionNumber} against ${data.reference.sourceName}, ${data.reference.rows} rows. Choose a feature for its distributions.`}
            >
              <QueryView query={matrix} permission="monitoring:read" what="the matrix">
                {(rows) => (
                  <div className="grid gap-2">
                    <DriftMatrixView matrix={rows} chosen={feature?.feature ?? ''} onChoose={setPicked} />
                    <DriftLegend />
                  </div>
                )}
              </QueryView>
            </Section>
            {feature ? <FeatureDetail feature={feature} /> : null}
          </div>
        )
      }}
    </QueryView>
  )
}
