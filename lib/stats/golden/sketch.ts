import { latencyPosition } from '../sketch/latency-position'
import { latencyQuantile } from '../sketch/latency-quantile'
import { mmdUnbiased } from '../sketch/mmd-unbiased'
import { reconstructionError } from '../sketch/reconstruction-error'
import { rffMmd } from '../sketch/rff-mmd'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'sketch.latencyPosition': latencyPosition,
  'sketch.latencyQuantile': latencyQuantile,
  'sketch.mmdUnbiased': mmdUnbiased,
  'sketch.rffMmd': rffMmd,
  'sketch.reconstructionError': reconstructionError,
}
