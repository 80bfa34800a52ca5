import { fromValues } from '../moments/from-values'
import { merge } from '../moments/merge'
import { mergePairs } from '../moments/merge-pairs'
import { subtract } from '../moments/subtract'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'moments.fromValues': fromValues,
  'moments.merge': merge,
  'moments.subtract': subtract,
  'moments.mergePairs': mergePairs,
}
