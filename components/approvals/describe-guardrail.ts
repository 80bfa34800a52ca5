import { z } from 'zod'
import { formatCount, formatNumber, formatPercent } from '@/components/ui/format-number'

const common = { id: z.string(), margin: z.number(), minRequests: z.number(), enforced: z.boolean() }
export const guardrails = z.array(
  z.discriminatedUnion('metric', [
    z.object({ ...common, metric: z.literal('error-rate'), absoluteMax: z.number() }),
    z.object({ ...common, metric: z.literal('latency-p95'), floorMs: z.number() }),
  ]),
)
export type ShownGuardrail = z.output<typeof guardrails>[number]

/** What the candidate promises at every step, in words. */
export function describeGuardrail(rail: ShownGuardrail): string {
  const promise =
    rail.metric === 'error-rate'
      ? `Server errors at most ${formatNumber(rail.margin * 100)} percentage points above stable, and at most ${formatPercent(rail.absoluteMax)} in all`
      : `Latency p95 at most ${formatNumber(rail.margin)} times that of stable, where it exceeds ${formatNumber(rail.floorMs)} ms`
  return `${promise}; judged from ${formatCount(rail.minRequests)} requests on${rail.enforced ? '' : ' (dry run)'}.`
}
