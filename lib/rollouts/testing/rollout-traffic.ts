import { newId } from '@/lib/kernel/new-id'

export interface Traffic {
  candidate?: number
  stable?: number
  candidateFailures?: number
  stableFailures?: number
  candidateMs?: number
  stableMs?: number
  mirrored?: boolean
}

interface Between {
  candidate: string
  stable: string | undefined
  generation: number
}

/** Predictions of both variants, 250 each unless told. */
export function trafficRows({ candidate, stable, generation }: Between, traffic: Traffic) {
  const time = Date.now()
  const rows = (variantId: string, n: number, failures: number, latencyMs: number, mirrored = false) =>
    Array.from({ length: n }, (_, i) => ({
      id: newId(),
      time,
      variantId,
      generation,
      latencyMs,
      mirrored,
      status: i < failures ? 'server_error' : 'ok',
      ...(i < failures ? {} : { prediction: 1, scores: 0.8 }),
    }))
  const { mirrored } = traffic
  return [
    ...rows(candidate, traffic.candidate ?? 250, traffic.candidateFailures ?? 0, traffic.candidateMs ?? 5, mirrored),
    ...(stable ? rows(stable, traffic.stable ?? 250, traffic.stableFailures ?? 0, traffic.stableMs ?? 5) : []),
  ]
}
