import { adjust } from '../cuped/adjust'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'cuped.adjust': adjust,
}
