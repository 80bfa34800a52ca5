import type { LabelState } from './label-contribution'

export interface StoredLabel extends LabelState {
  revision: number
}

export type LabelDecision = { effect: 'none' } | { effect: 'store'; next: StoredLabel; same: boolean }

/**
 * The highest revision counts, whatever the order of arrival. Without a revision an equal value is a retry and anything else the
 * next revision.
 */
export function decideLabel(
  current: StoredLabel | null,
  incoming: LabelState & { revision: number | null },
): LabelDecision {
  const same =
    current !== null &&
    current.value === incoming.value &&
    current.source === incoming.source &&
    current.retracted === incoming.retracted
  if (incoming.revision === null && same) return { effect: 'none' }
  const revision = incoming.revision ?? (current?.revision ?? 0) + 1
  if (current !== null && revision <= current.revision) return { effect: 'none' }
  const { value, labelMs, source, retracted } = incoming
  return { effect: 'store', next: { value, labelMs, source, retracted, revision }, same }
}
