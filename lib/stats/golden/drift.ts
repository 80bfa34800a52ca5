import { buildCategoricalSpec } from '../drift/build-categorical-spec'
import { buildNumericSpec } from '../drift/build-numeric-spec'
import { decideCategorical } from '../drift/decide-categorical'
import { decideNumeric } from '../drift/decide-numeric'
import { decideRate } from '../drift/decide-rate'
import { hellinger } from '../drift/hellinger'
import { jsDistance } from '../drift/js-distance'
import { jsDivergence } from '../drift/js-divergence'
import { jsNoise } from '../drift/js-noise'
import { kl } from '../drift/kl'
import { ksFromBins } from '../drift/ks-from-bins'
import { lInfinity } from '../drift/l-infinity'
import { lInfinityRobust } from '../drift/l-infinity-robust'
import { mergeGroups } from '../drift/merge-groups'
import { minimumDetectableJs } from '../drift/minimum-detectable-js'
import { minimumDetectableShift } from '../drift/minimum-detectable-shift'
import { persistence } from '../drift/persistence'
import { psi } from '../drift/psi'
import { psiNoise } from '../drift/psi-noise'
import { sketchCategorical } from '../drift/sketch-categorical'
import { sketchNumeric } from '../drift/sketch-numeric'
import { totalVariation } from '../drift/total-variation'
import { wassersteinFromBins } from '../drift/wasserstein-from-bins'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'drift.buildNumericSpec': buildNumericSpec,
  'drift.sketchNumeric': sketchNumeric,
  'drift.mergeGroups': mergeGroups,
  'drift.buildCategoricalSpec': buildCategoricalSpec,
  'drift.sketchCategorical': sketchCategorical,
  'drift.psi': psi,
  'drift.kl': kl,
  'drift.jsDivergence': jsDivergence,
  'drift.jsDistance': jsDistance,
  'drift.hellinger': hellinger,
  'drift.totalVariation': totalVariation,
  'drift.lInfinity': lInfinity,
  'drift.lInfinityRobust': lInfinityRobust,
  'drift.ksFromBins': ksFromBins,
  'drift.wassersteinFromBins': wassersteinFromBins,
  'drift.psiNoise': psiNoise,
  'drift.jsNoise': jsNoise,
  'drift.minimumDetectableShift': minimumDetectableShift,
  'drift.minimumDetectableJs': minimumDetectableJs,
  'drift.decideNumeric': decideNumeric,
  'drift.decideCategorical': decideCategorical,
  'drift.decideRate': decideRate,
  'drift.persistence': persistence,
}
