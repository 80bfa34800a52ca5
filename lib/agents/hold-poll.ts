import { setTimeout as delay } from 'node:timers/promises'
import type { z } from 'zod'
import { database } from '@/lib/server/database'
import { databaseNow } from '@/lib/server/database-now'
import { runCommand } from '@/lib/server/run-command'
import type { AgentCaller } from './authenticate-agent'
import type { PollAnswer } from './domain/wire'
import { pollAgent } from './use-cases/poll-agent'
import { wakeHub } from './wake-hub'

interface HeldPoll {
  caller: AgentCaller
  input: Record<string, unknown>
  waitMs: number
  signal: AbortSignal
  requestId: string
}

function hasNews(answer: PollAnswer, cursor: unknown): boolean {
  return answer.commands.length > 0 || answer.cursor !== cursor
}

/**
 * Looks, and while there is nothing to tell waits for a wake-up and looks again, up to the agent's wait. An agent that hung up leases
 * nothing: its work would be stuck until the lease ends. An answer that was held says the time at which it leaves: the agent sets its
 * clock by it.
 */
export async function holdPoll(poll: HeldPoll): Promise<z.output<typeof pollAgent.output>> {
  const { principal } = poll.caller
  const look = (input: unknown) =>
    runCommand(pollAgent, { principal, workspace: principal.workspaceId, input, requestId: poll.requestId })
  const subscription = wakeHub().subscribe(principal.id)
  const timer = new AbortController()
  const over = delay(poll.waitMs, 'over' as const, { ref: false, signal: timer.signal }).catch(() => 'over' as const)
  try {
    let answer = await look(poll.input)
    while (!hasNews(answer, poll.input['cursor']) && !poll.signal.aborted) {
      const woken = await Promise.race([subscription.wake, over])
      if (woken === 'over') return { ...answer, serverTime: (await databaseNow(database())).toISOString() }
      if (poll.signal.aborted) break
      subscription.renew()
      // The report was taken by the first look; a wake-up is about what the server has.
      answer = await look({ ...poll.input, observed: [], running: [] })
    }
    return answer
  } finally {
    timer.abort()
    subscription.close()
  }
}
