import { comparePaired } from '../auc/compare-paired'
import { compareUnpaired } from '../auc/compare-unpaired'
import { delong } from '../auc/delong'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'auc.delong': delong,
  'auc.comparePaired': comparePaired,
  'auc.compareUnpaired': compareUnpaired,
}
