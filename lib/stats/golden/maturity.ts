import { horizon } from '../maturity/horizon'
import { kaplanMeier } from '../maturity/kaplan-meier'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'maturity.horizon': horizon,
  'maturity.kaplanMeier': kaplanMeier,
}
