import type { Permission } from '@/lib/identity/domain/permissions'
import type { Principal } from '@/lib/identity/domain/principal'
import { AppError, notFound } from '@/lib/kernel/app-error'
import { requireAccess } from '@/lib/server/access'
import { takeRate } from '@/lib/server/rate-limit'
import { type IngestFacts, ingestFacts } from './store/ingest-facts'

const BATCHES_PER_SECOND = 500

/**
 * Who may send data for this deployment: its own agent, or a token with the scope whose deployment list names it (an empty list
 * means every deployment of its workspace). Anything else looks like an unknown deployment.
 */
export async function requireIngest(
  principal: Principal,
  permission: Extract<Permission, 'monitoring:ingest-predictions' | 'monitoring:ingest-labels'>,
  workspaceId: string,
  deploymentId: string,
  nowMs: number,
): Promise<IngestFacts> {
  requireAccess(principal, permission, workspaceId)
  const waitSec = takeRate(`ingest:${principal.kind}:${principal.id}`, BATCHES_PER_SECOND * 10, 10)
  if (waitSec > 0)
    throw new AppError('rate_limited', {
      message: `Too many batches. Try again in ${waitSec} s.`,
      details: { retryAfterSec: waitSec },
    })
  const facts = await ingestFacts(workspaceId, deploymentId, nowMs)
  if (principal.kind === 'agent' && facts.deployment.agentId !== principal.id) throw notFound('deployment')
  if (
    principal.kind === 'token' &&
    principal.deploymentIds.length > 0 &&
    !principal.deploymentIds.includes(deploymentId)
  )
    throw notFound('deployment')
  return facts
}
