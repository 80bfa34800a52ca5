import { binomialCdf } from '../special/binomial-cdf'
import { binomialQuantile } from '../special/binomial-quantile'
import { chiSquareQuantile } from '../special/chi-square-quantile'
import { chiSquareSf } from '../special/chi-square-sf'
import { kolmogorovSf } from '../special/kolmogorov-sf'
import { ksOneSampleSf } from '../special/ks-one-sample-sf'
import { logBeta } from '../special/log-beta'
import { logGamma } from '../special/log-gamma'
import { normalCdf } from '../special/normal-cdf'
import { normalLogCdf } from '../special/normal-log-cdf'
import { normalQuantile } from '../special/normal-quantile'
import { regularizedBeta } from '../special/regularized-beta'
import { regularizedGamma } from '../special/regularized-gamma'
import { tQuantile } from '../special/t-quantile'
import { tSf } from '../special/t-sf'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'special.normalCdf': normalCdf,
  'special.normalLogCdf': normalLogCdf,
  'special.normalQuantile': normalQuantile,
  'special.logGamma': logGamma,
  'special.logBeta': logBeta,
  'special.regularizedBeta': regularizedBeta,
  'special.regularizedGamma': regularizedGamma,
  'special.chiSquareSf': chiSquareSf,
  'special.chiSquareQuantile': chiSquareQuantile,
  'special.tSf': tSf,
  'special.tQuantile': tQuantile,
  'special.binomialCdf': binomialCdf,
  'special.binomialQuantile': binomialQuantile,
  'special.kolmogorovSf': kolmogorovSf,
  'special.ksOneSampleSf': ksOneSampleSf,
}
