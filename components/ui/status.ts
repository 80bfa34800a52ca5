import type { LucideIcon } from 'lucide-react'
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  Clock,
  Hourglass,
  LoaderCircle,
  OctagonX,
  TriangleAlert,
  Undo2,
} from 'lucide-react'

export type Tone = 'good' | 'attention' | 'harm' | 'progress' | 'unknown'

export interface StatusLook {
  tone: Tone
  icon: LucideIcon
  word: string
}

const LOOKS: Record<string, StatusLook> = {
  ONLINE: { tone: 'good', icon: CircleCheck, word: 'Online' },
  LATE: { tone: 'attention', icon: Clock, word: 'Late' },
  OFFLINE: { tone: 'harm', icon: CircleAlert, word: 'Offline' },
  ACTIVE: { tone: 'good', icon: CircleCheck, word: 'Active' },
  LOCKED: { tone: 'harm', icon: Ban, word: 'Locked' },
  REVOKED: { tone: 'unknown', icon: Ban, word: 'Revoked' },
  RETIRED: { tone: 'unknown', icon: Ban, word: 'Retired' },
  RETIRING: { tone: 'unknown', icon: Hourglass, word: 'Retiring' },
  READY: { tone: 'good', icon: CircleCheck, word: 'Ready' },
  PENDING: { tone: 'progress', icon: Hourglass, word: 'Pending' },
  SCANNING: { tone: 'progress', icon: LoaderCircle, word: 'Scanning' },
  REFUSED: { tone: 'harm', icon: OctagonX, word: 'Refused' },
  QUARANTINED: { tone: 'harm', icon: TriangleAlert, word: 'Quarantined' },
  ARCHIVED: { tone: 'unknown', icon: Ban, word: 'Archived' },
  PREFLIGHT: { tone: 'progress', icon: LoaderCircle, word: 'Preflight' },
  SCHEDULED: { tone: 'progress', icon: Clock, word: 'Scheduled' },
  WARMING: { tone: 'progress', icon: LoaderCircle, word: 'Warming' },
  APPLYING: { tone: 'progress', icon: LoaderCircle, word: 'Applying' },
  BAKING: { tone: 'progress', icon: Hourglass, word: 'Baking' },
  AWAITING_APPROVAL: { tone: 'attention', icon: Hourglass, word: 'Awaiting a person' },
  HELD: { tone: 'attention', icon: TriangleAlert, word: 'Held' },
  PAUSED: { tone: 'attention', icon: CirclePause, word: 'Paused' },
  FINALIZING: { tone: 'progress', icon: LoaderCircle, word: 'Finalizing' },
  ROLLING_BACK: { tone: 'attention', icon: Undo2, word: 'Rolling back' },
  ROLLBACK_FAILED: { tone: 'harm', icon: OctagonX, word: 'Rollback failed' },
  SUCCEEDED: { tone: 'good', icon: CircleCheck, word: 'Succeeded' },
  ROLLED_BACK: { tone: 'unknown', icon: Undo2, word: 'Rolled back' },
  CANCELLED: { tone: 'unknown', icon: Ban, word: 'Cancelled' },
  FAILED: { tone: 'harm', icon: OctagonX, word: 'Failed' },
  DRAFT: { tone: 'unknown', icon: CircleDashed, word: 'Draft' },
  IN_REVIEW: { tone: 'attention', icon: Hourglass, word: 'Waits for approval' },
  APPROVED: { tone: 'good', icon: CircleCheck, word: 'Approved' },
  EXECUTING: { tone: 'progress', icon: LoaderCircle, word: 'Being carried out' },
  DONE: { tone: 'good', icon: CircleCheck, word: 'Done' },
  REJECTED: { tone: 'harm', icon: OctagonX, word: 'Rejected' },
  STALE: { tone: 'attention', icon: TriangleAlert, word: 'Stale' },
  EXPIRED: { tone: 'unknown', icon: Clock, word: 'Expired' },
  QUEUED: { tone: 'progress', icon: Hourglass, word: 'Queued' },
  LEASED: { tone: 'progress', icon: Hourglass, word: 'Taken by the agent' },
  ACCEPTED: { tone: 'progress', icon: LoaderCircle, word: 'Accepted' },
  RUNNING: { tone: 'progress', icon: LoaderCircle, word: 'Running' },
  FINISHED: { tone: 'good', icon: CircleCheck, word: 'Finished' },
  KILLED: { tone: 'unknown', icon: Ban, word: 'Stopped' },
  DELETED: { tone: 'unknown', icon: Ban, word: 'Deleted' },
  UNKNOWN: { tone: 'unknown', icon: CircleHelp, word: 'Unknown' },
  WARM: { tone: 'good', icon: CircleCheck, word: 'Warm' },
  CACHED: { tone: 'progress', icon: CircleDashed, word: 'Cached' },
  COLD: { tone: 'attention', icon: Hourglass, word: 'Cold' },
  UNAVAILABLE: { tone: 'harm', icon: OctagonX, word: 'Unavailable' },
  PASS: { tone: 'good', icon: CircleCheck, word: 'Passes' },
  HARM: { tone: 'harm', icon: OctagonX, word: 'Harm' },
  INSUFFICIENT: { tone: 'unknown', icon: CircleDashed, word: 'Insufficient data' },
  INCONCLUSIVE: { tone: 'unknown', icon: CircleHelp, word: 'Cannot tell yet' },
  success: { tone: 'good', icon: CircleCheck, word: 'Done' },
  denied: { tone: 'attention', icon: Ban, word: 'Denied' },
  error: { tone: 'harm', icon: OctagonX, word: 'Error' },
  clean: { tone: 'good', icon: CircleCheck, word: 'Clean' },
  suspicious: { tone: 'attention', icon: TriangleAlert, word: 'Suspicious' },
  dangerous: { tone: 'harm', icon: OctagonX, word: 'Dangerous' },
  unscannable: { tone: 'unknown', icon: CircleHelp, word: 'Could not be scanned' },
}

/** How a state of any room is shown; a state without an entry is shown as its own word, neutral. */
export function statusLook(state: string): StatusLook {
  const words = state.replaceAll('_', ' ').toLowerCase()
  return LOOKS[state] ?? { tone: 'unknown', icon: CircleDashed, word: words.charAt(0).toUpperCase() + words.slice(1) }
}
