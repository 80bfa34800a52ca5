import { allocate } from '../bandit/allocate'
import { bestProbabilities } from '../bandit/best-probabilities'
import { topTwoWeights } from '../bandit/top-two-weights'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'bandit.bestProbabilities': bestProbabilities,
  'bandit.topTwoWeights': topTwoWeights,
  'bandit.allocate': allocate,
}
