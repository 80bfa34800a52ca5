import { z } from 'zod'

const wake = z.object({ room: z.string().min(1) })

/** Which room a server-sent `wake` names, or null for anything that is not one. */
export function roomOfWake(data: string): string | null {
  try {
    const parsed = wake.safeParse(JSON.parse(data))
    return parsed.success ? parsed.data.room : null
  } catch {
    return null
  }
}

/** 1 s, 2 s, 4 s ... at most 15 s, so that a restarted server is not stormed. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(15_000, 1000 * 2 ** attempt)
}

/** Screens of a higher room show facts of lower ones: their wake refreshes both. */
const SHOWN_ABOVE: Record<string, readonly string[]> = {
  agents: ['rollouts'],
  approvals: ['rollouts'],
  registry: ['rollouts'],
}

export function roomsToRefresh(room: string): readonly string[] {
  return [room, ...(SHOWN_ABOVE[room] ?? []), 'audit']
}

/** Predictions arrive all the time: their screens move every two seconds, everything else at once. */
export function wakeDelayMs(room: string): number {
  return room === 'monitoring' || room === 'audit' ? 2000 : 250
}
