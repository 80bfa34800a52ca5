import { orient } from '../verdict/orient'
import { metric } from '../verdict/metric'
import { gate } from '../verdict/gate'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'verdict.orient': orient,
  'verdict.metric': metric,
  'verdict.gate': gate,
}
