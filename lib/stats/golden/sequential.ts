import { betaBinomialInterval } from '../sequential/beta-binomial-interval'
import { betaBinomialLogE } from '../sequential/beta-binomial-log-e'
import { combinePhases } from '../sequential/combine-phases'
import { compare } from '../sequential/compare'
import { criticalValue } from '../sequential/critical-value'
import { logE } from '../sequential/log-e'
import { mixtureScale } from '../sequential/mixture-scale'
import { oneSidedClosedForm } from '../sequential/one-sided-closed-form'
import { quantileAbPValue } from '../sequential/quantile-ab-p-value'
import { rareEvents } from '../sequential/rare-events'
import { runningPValue } from '../sequential/running-p-value'
import { tMixture } from '../sequential/t-mixture'
import type { GoldenMapping } from '../testing/golden-mapping'

export const mapping: GoldenMapping = {
  'sequential.mixtureScale': mixtureScale,
  'sequential.criticalValue': criticalValue,
  'sequential.oneSidedClosedForm': oneSidedClosedForm,
  'sequential.logE': logE,
  'sequential.compare': compare,
  'sequential.runningPValue': runningPValue,
  'sequential.combinePhases': combinePhases,
  'sequential.tMixture': tMixture,
  'sequential.betaBinomialLogE': betaBinomialLogE,
  'sequential.betaBinomialInterval': betaBinomialInterval,
  'sequential.rareEvents': rareEvents,
  'sequential.quantileAbPValue': quantileAbPValue,
}
