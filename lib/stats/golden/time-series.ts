import type { GoldenMapping } from '../testing/golden-mapping'
import { neweyWest } from '../time-series/newey-west'

export const mapping: GoldenMapping = {
  'timeSeries.neweyWest': neweyWest,
}
