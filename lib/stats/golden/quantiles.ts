import { compare } from '../quantiles/compare'
import { orderStatisticRanks } from '../quantiles/order-statistic-ranks'
import { sampleQuantile } from '../quantiles/sample-quantile'
import { upperBoundMinimumN } from '../quantiles/upper-bound-minimum-n'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'quantiles.sampleQuantile': sampleQuantile,
  'quantiles.orderStatisticRanks': orderStatisticRanks,
  'quantiles.upperBoundMinimumN': upperBoundMinimumN,
  'quantiles.compare': compare,
}
