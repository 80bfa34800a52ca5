import type { CandidateRef, RolloutStep } from './spec'

export interface PlanVariantDraft {
  variantId: string
  role: 'stable' | 'candidate' | 'shadow'
  versionNumber: number
  manifestDigest: string
  configDigest: string
  weightBps: number
  mirrorBps: number
  requestCap: null
}

export type Stage =
  | { kind: 'warm' }
  | { kind: 'step'; step: RolloutStep }
  | { kind: 'final'; shadow: boolean }
  | { kind: 'rollback' }

function entry(
  ref: Omit<CandidateRef, 'versionId'>,
  role: PlanVariantDraft['role'],
  weightBps: number,
  mirrorBps = 0,
): PlanVariantDraft {
  const { variantId, versionNumber, manifestDigest, configDigest } = ref
  return { variantId, role, versionNumber, manifestDigest, configDigest, weightBps, mirrorBps, requestCap: null }
}

/**
 * The variants of a stage. `stable` is null only for the first version of a deployment, which then is stable itself.
 * After a promotion the former stable stays loaded at weight 0, so that hauling back is a switch and not a download.
 */
export function stagePlan(
  stage: Stage,
  stable: Omit<CandidateRef, 'versionId'> | null,
  candidate: CandidateRef,
): PlanVariantDraft[] {
  if (stable === null || stable.variantId === candidate.variantId) return [entry(candidate, 'stable', 10_000)]
  switch (stage.kind) {
    case 'warm':
      return [entry(stable, 'stable', 10_000), entry(candidate, 'candidate', 0)]
    case 'step':
      return stage.step.kind === 'shadow'
        ? [entry(stable, 'stable', 10_000), entry(candidate, 'shadow', 0, stage.step.mirrorBps)]
        : [
            entry(stable, 'stable', 10_000 - stage.step.candidateBps),
            entry(candidate, 'candidate', stage.step.candidateBps),
          ]
    case 'final':
      return stage.shadow
        ? [entry(stable, 'stable', 10_000)]
        : [entry(candidate, 'stable', 10_000), entry(stable, 'candidate', 0)]
    case 'rollback':
      return [entry(stable, 'stable', 10_000), entry(candidate, 'candidate', 0)]
  }
}
