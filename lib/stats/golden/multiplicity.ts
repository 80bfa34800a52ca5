import { benjaminiHochberg } from '../multiplicity/benjamini-hochberg'
import { eBh } from '../multiplicity/e-bh'
import { eBonferroni } from '../multiplicity/e-bonferroni'
import { holm } from '../multiplicity/holm'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'multiplicity.holm': holm,
  'multiplicity.benjaminiHochberg': benjaminiHochberg,
  'multiplicity.eBh': eBh,
  'multiplicity.eBonferroni': eBonferroni,
}
