import type { GoldenMapping } from '../testing/golden-mapping'
import { driftRule } from '../testing/simulations/drift-rule'
import { driftRuleCategorical } from '../testing/simulations/drift-rule-categorical'
import { minimumDetectableShift } from '../testing/simulations/minimum-detectable-shift'
import { persistence } from '../testing/simulations/persistence'
import { rampAA } from '../testing/simulations/ramp-aa'
import { rareEventAA } from '../testing/simulations/rare-event-aa'
import { sequentialAA } from '../testing/simulations/sequential-aa'
import { srmAA } from '../testing/simulations/srm-aa'

export const mapping: GoldenMapping = {
  'simulation.driftRule': driftRule,
  'simulation.driftRuleCategorical': driftRuleCategorical,
  'simulation.minimumDetectableShift': minimumDetectableShift,
  'simulation.persistence': persistence,
  'simulation.sequentialAA': sequentialAA,
  'simulation.rampAA': rampAA,
  'simulation.rareEventAA': rareEventAA,
  'simulation.srmAA': srmAA,
}
