import { comparePaired } from '../auc/compare-paired'
import { compareUnpaired } from '../auc/compare-unpaired'
import { delong } from '../auc/delong'
import { allocate } from '../bandit/allocate'
import { bestProbabilities } from '../bandit/best-probabilities'
import { topTwoWeights } from '../bandit/top-two-weights'
import { gaussianEffect } from '../bayes/gaussian-effect'
import { fBeta } from '../classification/f-beta'
import { fromCounts } from '../classification/from-counts'
import { adjust } from '../cuped/adjust'
import { chiSquare } from '../mcnemar/chi-square'
import { exact } from '../mcnemar/exact'
import { cohensD } from '../means/cohens-d'
import { compare as compareMeans } from '../means/compare'
import { effectVariance } from '../means/effect-variance'
import { fromValues } from '../moments/from-values'
import { merge } from '../moments/merge'
import { mergePairs } from '../moments/merge-pairs'
import { subtract } from '../moments/subtract'
import { benjaminiHochberg } from '../multiplicity/benjamini-hochberg'
import { eBh } from '../multiplicity/e-bh'
import { eBonferroni } from '../multiplicity/e-bonferroni'
import { holm } from '../multiplicity/holm'
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
import { agrestiCaffo } from '../proportions/agresti-caffo'
import { clopperPearson } from '../proportions/clopper-pearson'
import { jeffreys } from '../proportions/jeffreys'
import { miettinenNurminen } from '../proportions/miettinen-nurminen'
import { newcombe } from '../proportions/newcombe'
import { pooledZTest } from '../proportions/pooled-z-test'
import { riskRatioKoopman } from '../proportions/risk-ratio-koopman'
import { wilson } from '../proportions/wilson'
import { compare as compareQuantiles } from '../quantiles/compare'
import { orderStatisticRanks } from '../quantiles/order-statistic-ranks'
import { sampleQuantile } from '../quantiles/sample-quantile'
import { upperBoundMinimumN } from '../quantiles/upper-bound-minimum-n'
import { fromMoments } from '../ratio/from-moments'
import { fromUnits } from '../ratio/from-units'

const alpha = 0.05
const count = { successes: 30, n: 100 }
const arm = { n: 100, mean: 2, variance: 1.5 }
const quantile = { quantile: 10, lower: 9, upper: 11, n: 500 }
const pair = { n: 50, meanX: 1, meanY: 2, m2X: 30, m2Y: 40, cXY: 12 }
const scores = { positives: [3, 5, 4, 1], negatives: [1, 2, 4] }
const draws = { direction: 'increase-is-better', draws: 20, seed: 1 }
const sequence = { unitVariance: 0.4, nStar: 1000, alpha }

type Case = readonly [name: string, call: (input: never) => unknown, input: unknown]

/** One sound input for every fixed-sample, planning and allocation method, as the start of a spoiled one. */
export const SOUND_INPUTS: readonly Case[] = [
  ['moments.fromValues', fromValues, { values: [1, 2, 5] }],
  ['moments.merge', merge, { a: { n: 3, mean: 1, m2: 2 }, b: { n: 4, mean: 2, m2: 1 } }],
  ['moments.subtract', subtract, { whole: { n: 9, mean: 1, m2: 20 }, part: { n: 4, mean: 2, m2: 1 } }],
  ['moments.mergePairs', mergePairs, { a: pair, b: pair }],
  ['proportions.wilson', wilson, { ...count, alpha }],
  ['proportions.clopperPearson', clopperPearson, { ...count, alpha }],
  ['proportions.jeffreys', jeffreys, { ...count, alpha }],
  ['proportions.newcombe', newcombe, { a: count, b: count, alpha }],
  ['proportions.miettinenNurminen', miettinenNurminen, { a: count, b: count, alpha }],
  ['proportions.agrestiCaffo', agrestiCaffo, { a: count, b: count, alpha }],
  ['proportions.riskRatioKoopman', riskRatioKoopman, { a: count, b: count, alpha }],
  ['proportions.pooledZTest', pooledZTest, { a: count, b: count }],
  ...(['absolute', 'relative'] as const).flatMap((scale) =>
    (['welch', 'pooled', 'normal'] as const).map(
      (reference): Case => [
        `means.compare ${scale} ${reference}`,
        compareMeans,
        { a: arm, b: arm, scale, alpha, alternative: 'two-sided', reference },
      ],
    ),
  ),
  ['means.effectVariance', effectVariance, { a: arm, b: arm }],
  ['means.cohensD', cohensD, { a: arm, b: arm }],
  ['ratio.fromMoments', fromMoments, { n: 40, meanM: 1, meanD: 2, varM: 1, varD: 1, covMD: 0.5 }],
  ['ratio.fromUnits', fromUnits, { numerators: [1, 2, 3], denominators: [2, 2, 4] }],
  ['classification.fromCounts', fromCounts, { tp: 5, fp: 2, fn: 3, tn: 40, alpha }],
  ['classification.fBeta', fBeta, { tp: 5, fp: 2, fn: 3, beta: 2 }],
  ['cuped.adjust', adjust, { a: pair, b: pair }],
  ['quantiles.sampleQuantile', sampleQuantile, { values: [3, 1, 2], p: 0.9 }],
  ['quantiles.orderStatisticRanks', orderStatisticRanks, { n: 1000, p: 0.9, alpha }],
  ['quantiles.upperBoundMinimumN', upperBoundMinimumN, { p: 0.99, alpha }],
  ['quantiles.compare absolute', compareQuantiles, { a: quantile, b: quantile, scale: 'absolute', alpha }],
  ['quantiles.compare relative', compareQuantiles, { a: quantile, b: quantile, scale: 'relative', alpha }],
  ['auc.delong', delong, { ...scores, alpha }],
  ['auc.comparePaired', comparePaired, { a: scores, b: { ...scores, positives: [1, 5, 2, 2] }, alpha }],
  ['auc.compareUnpaired', compareUnpaired, { a: scores, b: scores, alpha }],
  ['mcnemar.exact', exact, { b: 4, c: 9 }],
  ['mcnemar.chiSquare', chiSquare, { b: 4, c: 9, continuity: true }],
  [
    'bayes.gaussianEffect',
    gaussianEffect,
    { estimate: 0.1, variance: 0.01, prior: { mean: 0, variance: 0.09 }, alpha },
  ],
  [
    'bandit.bestProbabilities',
    bestProbabilities,
    {
      arms: [
        { successes: 3, failures: 4 },
        { successes: 5, failures: 4 },
      ],
      ...draws,
    },
  ],
  [
    'bandit.topTwoWeights',
    topTwoWeights,
    {
      arms: [
        { mean: 3, standardError: 4 },
        { mean: 5, standardError: 4 },
      ],
      ...draws,
    },
  ],
  ['bandit.allocate', allocate, { weights: [0.7, 0.3], floor: 0.01, previous: [0.5, 0.5], maxStep: 0.2 }],
  [
    'planning.sampleSizeProportions',
    sampleSizeProportions,
    { pA: 0.1, pB: 0.12, alpha, power: 0.8, nullVariance: 'pooled' },
  ],
  [
    'planning.sampleSizeMeans',
    sampleSizeMeans,
    {
      standardDeviation: 1,
      effect: 0.1,
      alpha,
      power: 0.8,
      covariateCorrelation: 0.2,
      clusterSize: 2,
      intraclassCorrelation: 0.1,
    },
  ],
  [
    'planning.powerProportions',
    powerProportions,
    { pA: 0.1, pB: 0.12, nA: 900, nB: 900, alpha, alternative: 'two-sided', nullVariance: 'pooled' },
  ],
  ['planning.powerRelative', powerRelative, { mean: 1, variance: 2, nPerArm: 900, effect: 0.1, alpha }],
  ['planning.powerStandardized', powerStandardized, { effectSize: 0.3, nPerArm: 80, alpha }],
  ['planning.mdeRelative', mdeRelative, { mean: 1, variance: 2, nPerArm: 900, alpha, power: 0.8 }],
  ['planning.cohensH', cohensH, { pA: 0.1, pB: 0.2 }],
  ['planning.csPower', csPower, { n: 900, effect: 0.1, ...sequence }],
  ['planning.csSampleSize', csSampleSize, { effect: 0.1, ...sequence, power: 0.8 }],
  ['planning.csMde', csMde, { standardError: 0.01, n: 900, nStar: 1000, alpha, power: 0.8 }],
  [
    'planning.timeToDecision',
    timeToDecision,
    { effect: 0.1, ...sequence, unitsPerLook: 100, looks: 5, paths: 10, seed: 1 },
  ],
  ['multiplicity.holm', holm, { pValues: [0.01, 0.2, 0.03], alpha }],
  ['multiplicity.benjaminiHochberg', benjaminiHochberg, { pValues: [0.01, 0.2, 0.03], q: 0.05 }],
  ['multiplicity.eBh', eBh, { eValues: [90, 1, 30], alpha }],
  ['multiplicity.eBonferroni', eBonferroni, { logE: [9, 1, 3], alpha }],
]
