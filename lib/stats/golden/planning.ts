import { cohensH } from '../planning/cohens-h'
import { csMde } from '../planning/cs-mde'
import { csPower } from '../planning/cs-power'
import { csSampleSize } from '../planning/cs-sample-size'
import { mdeRelative } from '../planning/mde-relative'
import { powerProportions } from '../planning/power-proportions'
import { powerRelative } from '../planning/power-relative'
import { powerStandardized } from '../planning/power-standardized'
import { sampleSizeMeans } from '../planning/sample-size-means'
import { sampleSizeProportions } from '../planning/sample-size-proportions'
import { timeToDecision } from '../planning/time-to-decision'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'planning.sampleSizeProportions': sampleSizeProportions,
  'planning.sampleSizeMeans': sampleSizeMeans,
  'planning.powerProportions': powerProportions,
  'planning.powerRelative': powerRelative,
  'planning.powerStandardized': powerStandardized,
  'planning.csPower': csPower,
  'planning.csSampleSize': csSampleSize,
  'planning.mdeRelative': mdeRelative,
  'planning.csMde': csMde,
  'planning.cohensH': cohensH,
  'planning.timeToDecision': timeToDecision,
}
