import { cohensD } from '../means/cohens-d'
import { compare } from '../means/compare'
import { effectVariance } from '../means/effect-variance'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'means.compare': compare,
  'means.effectVariance': effectVariance,
  'means.cohensD': cohensD,
}
