import { chiSquare } from '../mcnemar/chi-square'
import { exact } from '../mcnemar/exact'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'mcnemar.exact': exact,
  'mcnemar.chiSquare': chiSquare,
}
