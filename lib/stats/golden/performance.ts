import { binnedAuroc } from '../performance/binned-auroc'
import { calibrationError } from '../performance/calibration-error'
import { cbpe } from '../performance/cbpe'
import { equalCountEdges } from '../performance/equal-count-edges'
import { fromScoreBins } from '../performance/from-score-bins'
import { isotonic } from '../performance/isotonic'
import { regression } from '../performance/regression'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'performance.binnedAuroc': binnedAuroc,
  'performance.calibrationError': calibrationError,
  'performance.cbpe': cbpe,
  'performance.equalCountEdges': equalCountEdges,
  'performance.fromScoreBins': fromScoreBins,
  'performance.isotonic': isotonic,
  'performance.regression': regression,
}
