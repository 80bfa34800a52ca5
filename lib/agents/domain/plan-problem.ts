import { BUCKETS, type Plan } from './plan'

function variantsProblem({ variants }: Plan): string | null {
  if (variants.filter((v) => v.role === 'stable').length !== 1) return 'exactly one variant must be stable'
  let sum = 0
  let before = ''
  for (const v of variants) {
    if (v.variantId <= before) return 'variants must be sorted by id, each once'
    before = v.variantId
    if (v.role === 'shadow' && v.weightBps !== 0) return `shadow ${v.variantId} must have weight 0`
    if (v.mirrorBps > 0 && v.weightBps !== 0) return `${v.variantId} cannot be mirrored to and have weight`
    sum += v.weightBps
  }
  return sum === BUCKETS ? null : `weights sum to ${sum}, not ${BUCKETS}`
}

function rangesProblem({ variants, routing }: Plan): string | null {
  if (routing === null) return null
  const sizes = new Map<string, number>()
  let next = 0
  for (const range of routing.ranges) {
    if (range.from !== next || range.to <= range.from)
      return `ranges must partition [0, ${BUCKETS}) in order; gap at ${next}`
    next = range.to
    sizes.set(range.variantId, (sizes.get(range.variantId) ?? 0) + range.to - range.from)
  }
  if (next !== BUCKETS) return `ranges end at ${next}, not ${BUCKETS}`
  for (const v of variants) {
    if ((sizes.get(v.variantId) ?? 0) !== v.weightBps) return `ranges of ${v.variantId} do not add up to its weight`
    sizes.delete(v.variantId)
  }
  return sizes.size === 0 ? null : 'a range names a variant that the plan does not have'
}

/** The first broken invariant of a well-formed plan, in words; null when it may be served. */
export function planProblem(plan: Plan): string | null {
  return variantsProblem(plan) ?? rangesProblem(plan)
}
