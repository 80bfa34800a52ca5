import { chiSquare } from '../srm/chi-square'
import { sequential } from '../srm/sequential'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'srm.sequential': sequential,
  'srm.chiSquare': chiSquare,
}
