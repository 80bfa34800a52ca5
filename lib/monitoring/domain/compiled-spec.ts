import type { BinningSpec } from './binning-spec'
import { compileCuts } from './compiled-cuts'
import { type FeatureBinner, featureBinner } from './feature-binner'

/** A stored spec with its look-ups built. */
export interface CompiledSpec {
  specId: string
  body: BinningSpec
  features: FeatureBinner[]
  predictionBins: number
  /** Bin of a numeric prediction. */
  predictionBin(value: number): number
  /** Bytes of one row's contribution: version, then a bin per feature and four bytes of q per numeric one. */
  contribBytes: number
}

export function compileSpec(specId: string, body: BinningSpec): CompiledSpec {
  const features = body.features.map(featureBinner)
  const classes = body.task.classes.length
  return {
    specId,
    body,
    features,
    predictionBins: classes > 0 ? classes + 1 : body.prediction.cuts.length + 1,
    predictionBin: compileCuts(body.prediction.cuts),
    contribBytes: 1 + features.reduce((sum, feature) => sum + (feature.numeric ? 5 : 1), 0),
  }
}
