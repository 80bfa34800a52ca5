import { agrestiCaffo } from '../proportions/agresti-caffo'
import { clopperPearson } from '../proportions/clopper-pearson'
import { jeffreys } from '../proportions/jeffreys'
import { miettinenNurminen } from '../proportions/miettinen-nurminen'
import { newcombe } from '../proportions/newcombe'
import { pooledZTest } from '../proportions/pooled-z-test'
import { riskRatioKoopman } from '../proportions/risk-ratio-koopman'
import { wilson } from '../proportions/wilson'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'proportions.wilson': wilson,
  'proportions.clopperPearson': clopperPearson,
  'proportions.jeffreys': jeffreys,
  'proportions.newcombe': newcombe,
  'proportions.miettinenNurminen': miettinenNurminen,
  'proportions.agrestiCaffo': agrestiCaffo,
  'proportions.riskRatioKoopman': riskRatioKoopman,
  'proportions.pooledZTest': pooledZTest,
}
