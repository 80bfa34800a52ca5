import type { Db } from '@/lib/server/database'

/** What rooms above the registry say about a version. */
export interface VersionStanding {
  /** Its newest rollout, in the words of MLflow's deployment jobs. */
  rollout: {
    deploymentId: string
    rolloutId: string
    runState: 'APPROVAL' | 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'
    task: string
  } | null
  /** Numbers of the open change requests about it. */
  openRequests: readonly number[]
}

/** Versions without a rollout or an open request are left out. Rollouts and approvals are rooms above: the app floor hands this in. */
export type StandingOf = (
  db: Db,
  workspaceId: string,
  versionIds: readonly string[],
) => Promise<ReadonlyMap<string, VersionStanding>>
