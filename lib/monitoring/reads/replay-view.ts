import type { ReplayView } from '../replay-contract'

interface Row {
  running: boolean
  ratePerSecond: number
  position: number
  total: number
  status: string
  reportedAt: Date | null
  revision: number
}

const DEFAULTS: Row = {
  running: true,
  ratePerSecond: 20,
  position: 0,
  total: 0,
  status: '',
  reportedAt: null,
  revision: 0,
}

/** What the replay of a deployment should do and where it is; defaults until somebody changes them. */
export function replayView(deploymentId: string, available: boolean, row: Row | null): ReplayView {
  const { running, ratePerSecond, position, total, status, reportedAt, revision } = row ?? DEFAULTS
  return {
    deploymentId,
    available,
    running,
    ratePerSecond,
    position,
    total,
    status,
    reportedAt: reportedAt?.toISOString() ?? null,
    revision,
  }
}
