import { describe, expect, it } from 'vitest'
import type { DriftView } from '@/lib/monitoring/contract'
import { describeDrift, heatLevel } from './describe-drift'

const feature = (
  name: string,
  verdict: DriftView['features'][number]['verdict'],
  effect: number | null,
): DriftView['features'][number] => ({
  feature: name,
  kind: 'numeric',
  effectKind: 'w1',
  verdict,
  reason: null,
  effect,
  floor: 0.1,
  p: null,
  pAdjusted: null,
  psi: null,
  psiNoise: null,
  mde: null,
  nRef: 1000,
  nCur: 1000,
  method: 'drift',
  missing: null,
  missingRef: null,
  typeError: null,
  referenceBins: [],
  currentBins: [],
})
const view = (
  features: DriftView['features'],
  reference: DriftView['reference'] = { id: 'r', digest: 'd', rows: 1000, sourceName: 'training.csv' },
): DriftView => ({
  from: '',
  to: '',
  snapped: false,
  dataThrough: null,
  variantId: 'v',
  versionNumber: 3,
  reference,
  features,
})

describe('drift in a sentence', () => {
  it('names the largest change first and what cannot be told', () => {
    expect(
      describeDrift(
        view([feature('AGEP', 'CHANGE', 0.2), feature('RELP', 'CHANGE', 0.9), feature('SEX', 'CANNOT_TELL', null)]),
      ),
    ).toBe('2 of 3 features drifted from the training data, most of all RELP, AGEP. For 1 of 3 it cannot be told yet.')
  })
  it('does not call missing knowledge stability', () => {
    expect(describeDrift(view([feature('AGEP', 'CANNOT_TELL', null)]))).toMatch(/not enough data/)
    expect(describeDrift(view([], null))).toMatch(/nothing to compare/)
  })
})

describe('heatLevel', () => {
  it('reaches the third level exactly at the floor', () => {
    expect([null, 0, 0.3, 0.6, 1, 2, 9].map(heatLevel)).toEqual([0, 0, 1, 2, 3, 4, 5])
  })
})
