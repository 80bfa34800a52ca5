import type { ScanVerdict } from './intake/finding'

export interface ReleaseFacts {
  verdict: ScanVerdict | null
  createdById: string
  personId: string | null
  /** Some environment of the workspace asks for a second pair of eyes. */
  fourEyes: boolean
}

/** Why a version may not leave quarantine; null: it may. A dangerous or unread file is not a matter of opinion. */
export function refuseRelease(facts: ReleaseFacts): 'verdict' | 'registrant' | null {
  if (facts.verdict !== 'clean' && facts.verdict !== 'suspicious') return 'verdict'
  return facts.fourEyes && facts.personId === facts.createdById ? 'registrant' : null
}
