export interface DemoRun {
  name: string
  startMs: number
  msPerStep: number
  rounds: number
  status: 'FINISHED' | 'FAILED' | 'KILLED'
  isBest: boolean
  depth: number
  rate: number
  sample: number
  params: { key: string; value: string }[]
}

export interface DemoCurve {
  key: string
  values: number[]
}

const HOUR_MS = 3_600_000

/** The same noise in every demo. */
function noiseFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}

/** A sweep over depth, learning rate and row sampling, ended before `nowMs`; one run diverged, one was stopped. */
export function demoRuns(nowMs: number): DemoRun[] {
  const runs: DemoRun[] = []
  for (const depth of [3, 5, 7])
    for (const rate of [0.03, 0.1, 0.3, 1])
      for (const sample of [0.7, 1]) {
        const index = runs.length
        const fails = depth === 7 && rate === 1 && sample === 1
        const stopped = depth === 3 && rate === 0.03 && sample === 1
        runs.push({
          name: `gbm-d${depth}-lr${rate}-s${sample}`,
          startMs: nowMs - (26 - index) * HOUR_MS,
          msPerStep: 240 + depth * 90,
          rounds: stopped ? 130 : 400,
          status: fails ? 'FAILED' : stopped ? 'KILLED' : 'FINISHED',
          isBest: depth === 5 && rate === 0.1 && sample === 0.7,
          depth,
          rate,
          sample,
          params: [
            { key: 'max_depth', value: String(depth) },
            { key: 'learning_rate', value: String(rate) },
            { key: 'subsample', value: String(sample) },
            { key: 'booster', value: rate === 1 ? 'dart' : 'gbtree' },
            { key: 'n_estimators', value: '400' },
            { key: 'seed', value: '7' },
          ],
        })
      }
  return runs
}

/** Loss falls faster with a higher rate; too high a rate or depth learns the training data by heart; the failed run ends in NaN. */
export function demoCurves({ depth, rate, sample, rounds, status }: DemoRun): DemoCurve[] {
  const noise = noiseFrom(depth * 1000 + rate * 100 + sample * 10)
  const speed = rate * (0.25 + depth * 0.05)
  const floor = 0.36 - depth * 0.012
  const overfit = Math.max(0, depth - 4) * rate * 0.0006 * (sample === 1 ? 1.6 : 1)
  const train: number[] = []
  const validation: number[] = []
  const auc: number[] = []
  const seconds: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const fall = 0.33 * Math.exp(-speed * round * 0.22)
    const diverged = status === 'FAILED' && round > 300
    const loss = floor + fall + noise() * 0.012 * (2 - sample)
    const heldOut = floor + 0.02 + fall + overfit * round + noise() * 0.03 * Math.sqrt(rate + 0.1)
    train.push(diverged ? Number.NaN : loss)
    validation.push(diverged ? Number.NaN : heldOut)
    auc.push(diverged ? Number.NaN : Math.min(0.99, 1.02 - heldOut * 0.36 + noise() * 0.004))
    seconds.push(0.24 + depth * 0.09 + Math.abs(noise()) * 0.05)
  }
  return [
    { key: 'train/loss', values: train },
    { key: 'val/loss', values: validation },
    { key: 'val/auc', values: auc },
    { key: 'seconds per round', values: seconds },
  ]
}
