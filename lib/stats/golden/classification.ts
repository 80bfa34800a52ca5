import { fBeta } from '../classification/f-beta'
import { fromCounts } from '../classification/from-counts'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'classification.fromCounts': fromCounts,
  'classification.fBeta': fBeta,
}
