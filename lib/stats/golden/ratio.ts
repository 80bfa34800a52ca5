import { fromMoments } from '../ratio/from-moments'
import { fromUnits } from '../ratio/from-units'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'ratio.fromMoments': fromMoments,
  'ratio.fromUnits': fromUnits,
}
