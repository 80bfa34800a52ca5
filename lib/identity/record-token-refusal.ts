import { takeRate } from '@/lib/server/rate-limit'
import { runCommand } from '@/lib/server/run-command'
import { refuseToken } from './use-cases/refuse-token'

const ANONYMOUS = { kind: 'anonymous', id: 'anonymous', name: 'anonymous' } as const

/** One event per token and hour: a forgotten script must not flood the log. */
export async function recordTokenRefusal(token: { id: string; workspaceId: string }): Promise<void> {
  if (takeRate(`token-refused:${token.id}`, 1, 3600) > 0) return
  const input = { tokenId: token.id, workspaceId: token.workspaceId }
  await runCommand(refuseToken, { principal: ANONYMOUS, workspace: null, input })
}
