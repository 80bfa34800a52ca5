import type { GoldenMapping } from '../testing/golden-mapping'
import { gate } from '../verdict/gate'
import { metric } from '../verdict/metric'
import { orient } from '../verdict/orient'

export const mapping: GoldenMapping = {
  'verdict.orient': orient,
  'verdict.metric': metric,
  'verdict.gate': gate,
}
