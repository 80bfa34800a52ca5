import { expect, test } from 'vitest'
import { LATENCY_EDGES } from '@/lib/stats/sketch/latency-edges'
import { latencyPosition } from '@/lib/stats/sketch/latency-position'
import { compileCuts } from './compiled-cuts'

test('latencies fall into the positions that lib/stats names, the published vectors included', () => {
  const position = compileCuts(LATENCY_EDGES.map((edge) => [edge, 1]))
  expect([0.1, 0.25, 1].map(position)).toEqual([438, 480, 544])
  for (const seconds of [0, 1e-9, 0.0123, 0.5, 2 ** -17, 1024, 5000, ...LATENCY_EDGES.slice(0, 50)]) {
    const expected = latencyPosition({ seconds })
    expect(position(seconds)).toBe(expected.status === 'ok' ? expected.value.position : -1)
  }
})
