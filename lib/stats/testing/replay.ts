import { mapping as auc } from '../golden/auc'
import { mapping as bandit } from '../golden/bandit'
import { mapping as bayes } from '../golden/bayes'
import { mapping as classification } from '../golden/classification'
import { mapping as cuped } from '../golden/cuped'
import { mapping as drift } from '../golden/drift'
import { mapping as maturity } from '../golden/maturity'
import { mapping as mcnemar } from '../golden/mcnemar'
import { mapping as means } from '../golden/means'
import { mapping as moments } from '../golden/moments'
import { mapping as multiplicity } from '../golden/multiplicity'
import { mapping as performance } from '../golden/performance'
import { mapping as planning } from '../golden/planning'
import { mapping as proportions } from '../golden/proportions'
import { mapping as quantiles } from '../golden/quantiles'
import { mapping as ratio } from '../golden/ratio'
import { mapping as sequential } from '../golden/sequential'
import { mapping as sketch } from '../golden/sketch'
import { mapping as special } from '../golden/special'
import { mapping as srm } from '../golden/srm'
import { mapping as stream } from '../golden/stream'
import { mapping as table } from '../golden/table'
import { mapping as timeSeries } from '../golden/time-series'
import { mapping as twoSample } from '../golden/two-sample'
import { mapping as verdict } from '../golden/verdict'
import type { GoldenMapping } from './golden-mapping'
import { SOUND_INPUTS } from './sound-inputs'

const MONITORING = { drift, maturity, performance, sketch, stream, timeSeries, twoSample }
const INFERENCE = { auc, classification, cuped, mcnemar, means, moments, proportions, quantiles, ratio, table }
const DECISIONS = { bandit, bayes, multiplicity, planning, sequential, special, srm, verdict }

const METHODS: GoldenMapping = Object.assign({}, ...Object.values({ ...MONITORING, ...INFERENCE, ...DECISIONS }))

export interface StoredCall {
  readonly method: string
  readonly input: unknown
}

/** The JSON of every answer of a stored bundle, then of every sound example: one line a call. */
export function replay(bundle: readonly StoredCall[]): string[] {
  const examples = SOUND_INPUTS.map(([method, call, input]) => ({ method, call, input }))
  const stored = bundle.map(({ method, input }) => ({ method, call: METHODS[method], input }))
  return [...stored, ...examples].map(({ method, call, input }) =>
    JSON.stringify([method, (call as (input: unknown) => unknown)(input)]),
  )
}
