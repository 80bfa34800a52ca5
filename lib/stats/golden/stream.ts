import { adwin } from '../stream/adwin'
import { ddm } from '../stream/ddm'
import { pageHinkley } from '../stream/page-hinkley'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'stream.adwin': adwin,
  'stream.ddm': ddm,
  'stream.pageHinkley': pageHinkley,
}
