export interface LostCommand {
  fence: bigint
  planDigest: string
  fromPlanDigests: readonly string[]
}

export interface FreshObservation {
  fence: bigint
  planDigest: string | null
  /** The agent's journal still holds the command open. */
  isRunning: boolean
}

export type ObservedVerdict = 'find-applied' | 'find-untouched' | 'find-other' | null

/**
 * What an observation proves about a command that was lost sight of. Success needs the plan's own digest at this fence or a later
 * one; a later fence with another plan shuts the command out for good; an untouched plan lets it be offered again.
 */
export function unknownByObservation(command: LostCommand, seen: FreshObservation): ObservedVerdict {
  if (seen.fence >= command.fence && seen.planDigest === command.planDigest) return 'find-applied'
  if (seen.fence > command.fence) return 'find-other'
  if (seen.isRunning || seen.fence === command.fence) return null
  const isUntouched =
    seen.planDigest === null ? command.fromPlanDigests.length === 0 : command.fromPlanDigests.includes(seen.planDigest)
  return isUntouched ? 'find-untouched' : null
}
