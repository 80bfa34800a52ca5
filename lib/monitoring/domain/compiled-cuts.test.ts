import fc from 'fast-check'
import { expect, test } from 'vitest'
import { binOf } from '@/lib/stats/drift/bin-of'
import { buildNumericSpec } from '@/lib/stats/drift/build-numeric-spec'
import { compileCuts } from './compiled-cuts'

test('compiled cuts put every value into the bin that lib/stats names', () => {
  const small = fc.integer({ min: -20, max: 20 }).map((x) => x / 4)
  fc.assert(
    fc.property(fc.array(small, { minLength: 2, maxLength: 200 }), fc.array(small), (reference, values) => {
      const spec = buildNumericSpec({ values: reference, targetBins: 8 })
      if (spec.status !== 'ok') return
      const bin = compileCuts(spec.value.cuts)
      for (const x of values) expect(bin(x)).toBe(binOf({ cuts: spec.value.cuts, x }))
    }),
  )
})
