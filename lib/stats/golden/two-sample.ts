import type { GoldenMapping } from '../testing/golden-mapping'
import { andersonDarling } from '../two-sample/anderson-darling'
import { cramerVonMises } from '../two-sample/cramer-von-mises'
import { energy } from '../two-sample/energy'
import { eppsSingleton } from '../two-sample/epps-singleton'
import { hodgesLehmann } from '../two-sample/hodges-lehmann'
import { ks } from '../two-sample/ks'
import { kuiper } from '../two-sample/kuiper'
import { mannWhitney } from '../two-sample/mann-whitney'
import { wasserstein } from '../two-sample/wasserstein'

export const mapping: GoldenMapping = {
  'twoSample.ks': ks,
  'twoSample.kuiper': kuiper,
  'twoSample.cramerVonMises': cramerVonMises,
  'twoSample.wasserstein': wasserstein,
  'twoSample.energy': energy,
  'twoSample.andersonDarling': andersonDarling,
  'twoSample.eppsSingleton': eppsSingleton,
  'twoSample.mannWhitney': mannWhitney,
  'twoSample.hodgesLehmann': hodgesLehmann,
}
