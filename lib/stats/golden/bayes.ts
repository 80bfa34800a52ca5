import { gaussianEffect } from '../bayes/gaussian-effect'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'bayes.gaussianEffect': gaussianEffect,
}
