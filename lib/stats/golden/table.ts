import { chiSquareContingency } from '../table/chi-square-contingency'
import { chiSquareGoodnessOfFit } from '../table/chi-square-goodness-of-fit'
import { cramersV } from '../table/cramers-v'
import { fisherExact } from '../table/fisher-exact'
import { gTest } from '../table/g-test'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'table.fisherExact': fisherExact,
  'table.chiSquareGoodnessOfFit': chiSquareGoodnessOfFit,
  'table.chiSquareContingency': chiSquareContingency,
  'table.gTest': gTest,
  'table.cramersV': cramersV,
}
