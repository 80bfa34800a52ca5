import { BUCKETS, PLAN_MAX_RANGES, type PlanRange } from './plan'

export interface RangeClaim {
  variantId: string
  role: 'stable' | 'candidate' | 'shadow'
  weightBps: number
}

function ownersOf(previous: readonly PlanRange[], stableId: string): string[] {
  const owners = new Array<string>(BUCKETS).fill(stableId)
  for (const range of previous) owners.fill(range.variantId, range.from, range.to)
  return owners
}

function rangesOf(owners: readonly (string | null)[]): PlanRange[] {
  const ranges: PlanRange[] = []
  owners.forEach((owner, bucket) => {
    const last = ranges.at(-1)
    if (last !== undefined && last.variantId === owner) last.to = bucket + 1
    else if (owner !== null) ranges.push({ from: bucket, to: bucket + 1, variantId: owner })
  })
  return ranges
}

/** Frees what each variant holds beyond its weight: the stable one its lowest buckets, the others their highest. */
function release(owners: (string | null)[], claims: readonly RangeClaim[]): Map<string, number> {
  const held = new Map<string, number[]>(claims.map((c) => [c.variantId, []]))
  owners.forEach((owner, bucket) => {
    const buckets = owner === null ? undefined : held.get(owner)
    if (buckets === undefined) owners[bucket] = null
    else buckets.push(bucket)
  })
  const wanted = new Map<string, number>()
  for (const { variantId, role, weightBps } of claims) {
    const buckets = held.get(variantId) ?? []
    const surplus = buckets.length - weightBps
    wanted.set(variantId, Math.max(0, -surplus))
    if (surplus <= 0) continue
    const freed = role === 'stable' ? buckets.slice(0, surplus) : buckets.slice(buckets.length - surplus)
    for (const bucket of freed) owners[bucket] = null
  }
  return wanted
}

function contiguous(claims: readonly RangeClaim[]): PlanRange[] {
  const ordered = [...claims.filter((c) => c.role !== 'stable'), ...claims.filter((c) => c.role === 'stable')]
  let from = 0
  const ranges: PlanRange[] = []
  for (const { variantId, weightBps } of ordered) {
    if (weightBps > 0) ranges.push({ from, to: from + weightBps, variantId })
    from += weightBps
  }
  return ranges
}

/**
 * Buckets for new weights with the least movement: the number of moved buckets is the sum of the increases, so a unit that is in a
 * candidate stays there while the candidate grows. Without earlier ranges everything is taken to have been the stable variant's.
 */
export function allocateRanges(previous: readonly PlanRange[] | null, claims: readonly RangeClaim[]): PlanRange[] {
  const sorted = [...claims].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  const stableId = sorted.find((c) => c.role === 'stable')?.variantId ?? ''
  const owners: (string | null)[] = ownersOf(previous ?? [], stableId)
  const wanted = release(owners, sorted)
  const queue = sorted.flatMap((c) => new Array<string>(wanted.get(c.variantId) ?? 0).fill(c.variantId))
  let next = 0
  owners.forEach((owner, bucket) => {
    if (owner !== null) return
    owners[bucket] = queue[next] ?? null
    next += 1
  })
  const ranges = rangesOf(owners)
  // Long histories could shred the space; laying it out anew moves more units once but stays within the plan's limit.
  return ranges.length <= PLAN_MAX_RANGES ? ranges : contiguous(sorted)
}
