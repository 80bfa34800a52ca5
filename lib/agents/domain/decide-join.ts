export interface StoredJoin {
  joinSeq: bigint
  joinHash: string | null
  prevJoinHash: string | null
  joinBootId: string | null
}

export interface PresentedJoin {
  seq: bigint
  secretHash: string
  bootId: string
}

export type JoinDecision =
  | { result: 'advance' }
  /** The answer to the last join was lost: same epoch and same secret again. */
  | { result: 'repeat' }
  /** Two holders of one state directory: nobody can tell which is real, so both stop acting. */
  | { result: 'lock'; reason: 'CLONE_SUSPECTED' }

/** Each join consumes a secret. Whoever presents a spent one was copied from the disk of whoever spent it. */
export function decideJoin(stored: StoredJoin, presented: PresentedJoin): JoinDecision {
  if (presented.seq === stored.joinSeq && presented.secretHash === stored.joinHash) return { result: 'advance' }
  const isPrevious = presented.seq === stored.joinSeq - 1n && presented.secretHash === stored.prevJoinHash
  if (isPrevious && presented.bootId === stored.joinBootId) return { result: 'repeat' }
  return { result: 'lock', reason: 'CLONE_SUSPECTED' }
}
