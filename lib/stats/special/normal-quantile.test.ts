import { expect, it } from 'vitest'
import { normalLogCdf } from './normal-log-cdf'
import { normalQuantile } from './normal-quantile'

it('the normal quantile stays exact below 1e-9, where the library alone loses digits and then returns -Infinity', () => {
  for (let exponent = -300; exponent <= -1; exponent++) {
    const p = 10 ** exponent
    const x = normalQuantile({ p })
    expect(Math.abs(normalLogCdf({ x }) / Math.log(p) - 1)).toBeLessThan(1e-12)
  }
})

it('the normal quantile is odd around one half', () => {
  for (const p of [0.001, 0.1, 0.25, 0.4999])
    expect(normalQuantile({ p: 1 - p })).toBeCloseTo(-normalQuantile({ p }), 12)
})
