import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

// Known defects of comparable tools, put back into the code: the test that guards against each must turn red.
const DEFECTS = [
  {
    peer: 'GrowthBook bandit: ranks the wrong way round when less is better',
    file: 'bandit/rank-shares.ts',
    from: "direction === 'increase-is-better' ? value : -value",
    to: 'value',
    test: 'bandit/bandit.test.ts',
  },
  {
    peer: 'GrowthBook SRM: an arm of weight zero stays in the total',
    file: 'srm/chi-square.ts',
    from: 'filter(({ weight }) => weight > 0)',
    to: 'filter(() => true)',
    test: 'srm/srm.test.ts',
  },
  {
    peer: 'GrowthBook safe rollouts: control and variation swapped',
    file: 'verdict/orient.ts',
    from: '{ lower: negate(interval.upper), upper: negate(interval.lower) }',
    to: '{ lower: positiveZero(interval.lower), upper: positiveZero(interval.upper) }',
    test: 'verdict/metric.test.ts',
  },
  {
    peer: 'GrowthBook prior: the data are rescaled, the prior is not',
    file: 'bayes/gaussian-effect.ts',
    from: 'prior.variance / (prior.variance + variance)',
    to: 'DEFAULT_PRIOR.variance / (DEFAULT_PRIOR.variance + variance)',
    test: 'bayes/gaussian-effect.test.ts',
  },
  {
    peer: 'Kayenta and Argo Rollouts: no measurement is a success',
    file: 'verdict/metric.ts',
    from: "return answer('INCONCLUSIVE', 'EVIDENCE_INSUFFICIENT')",
    to: "return answer('NON_INFERIOR', 'EVIDENCE_INSUFFICIENT')",
    test: 'verdict/metric.test.ts',
  },
  {
    peer: 'Deequ PSI: infinite on an empty bin',
    file: 'drift/psi.ts',
    from: "smoothing.kind === 'none' && bins.some",
    to: 'false && bins.some',
    test: 'drift/distances.test.ts',
  },
  {
    peer: 'frouros Kuiper: returns the Kolmogorov-Smirnov distance',
    file: 'two-sample/kuiper.ts',
    from: '(above + below) / (n * m)',
    to: 'Math.max(above, below) / (n * m)',
    test: 'two-sample/two-sample.test.ts',
  },
  {
    peer: 'probatus bins: repeated quantile edges instead of point bins',
    file: 'drift/build-numeric-spec.ts',
    from: '(end - start) * bins >= sorted.length',
    to: 'false',
    test: 'drift/binning.test.ts',
  },
  {
    peer: '@stdlib normal quantile: wrong below 1e-9',
    file: 'special/normal-quantile.ts',
    from: 'p >= NEWTON_BELOW',
    to: 'p > 0',
    test: 'special/normal-quantile.test.ts',
  },
  {
    peer: '@datadog/sketches-js: rank floor(q(n-1))',
    file: 'sketch/latency-quantile.ts',
    from: 'Math.max(1, Math.ceil(p * n))',
    to: 'Math.floor(p * (n - 1)) + 1',
    test: 'sketch/latency.test.ts',
  },
]

async function failedTests({ file, from, to, test }: (typeof DEFECTS)[number]): Promise<string> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'lib/stats/testing/mutant.config.mjs']
  const env = { ...process.env, SLIPWAY_MUTANT: JSON.stringify({ file, from, to }), NO_COLOR: '1' }
  const run = promisify(execFile)(process.execPath, [...vitest, `lib/stats/${test}`], { cwd: root, env })
  return await run.then(
    () => '',
    ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr,
  )
}

it.each(DEFECTS)('putting back the defect of $peer turns a test red', async (defect) => {
  const output = await failedTests(defect)
  expect(output).toMatch(/AssertionError|Property failed/)
  expect(output).not.toContain('no longer contains')
})
