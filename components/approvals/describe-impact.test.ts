import { expect, test } from 'vitest'
import type { DeploymentSummary } from '@/lib/monitoring/contract'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { hourlyRequests, wayBack } from './describe-impact'

const variants = (list: { role: string; requests: number }[]) =>
  ({ variants: list }) as unknown as Pick<DeploymentSummary, 'variants'>
const serving = (versionNumber: number | null) =>
  ({ settled: { variants: versionNumber === null ? [] : [{ role: 'stable', versionNumber }] } }) as unknown as Pick<
    DeploymentView,
    'settled'
  >

test('requests of every variant that answers callers are touched, mirrored ones are not', () => {
  const summary = variants([
    { role: 'stable', requests: 900 },
    { role: 'candidate', requests: 100 },
    { role: 'shadow', requests: 1000 },
  ])
  expect(hourlyRequests(summary)).toMatch(/^1.000 in the last hour/)
  expect(hourlyRequests(variants([]))).toContain('none')
})

test('the way back is the version that serves now, with its readiness and time', () => {
  const options = [{ versionNumber: 3, readiness: 'CACHED' as const, etaMs: 1234 }]
  expect(wayBack(serving(3), options)).toEqual({ readiness: 'CACHED', words: 'v3, which serves now, about 1.2 s' })
  expect(wayBack(serving(4), options).readiness).toBe('WARM')
  expect(wayBack(serving(null), options).readiness).toBeNull()
})
