import { expect, it } from 'vitest'
import { describeGuardrail, guardrails } from './describe-guardrail'

it('says what a candidate promises in words, not in JSON', () => {
  const [errors, latency] = guardrails.parse([
    {
      id: 'errors',
      alpha: 0.05,
      margin: 0.05,
      metric: 'error-rate',
      enforced: true,
      absoluteMax: 0.2,
      minRequests: 100,
    },
    { id: 'latency', alpha: 0.05, margin: 1.5, metric: 'latency-p95', floorMs: 20, enforced: false, minRequests: 100 },
  ])
  expect(errors && describeGuardrail(errors)).toBe(
    'Server errors at most 5.00 percentage points above stable, and at most 20\u2009% in all; judged from 100 requests on.',
  )
  expect(latency && describeGuardrail(latency)).toContain('(dry run)')
})
