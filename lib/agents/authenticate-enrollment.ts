import type { Principal } from '@/lib/identity/domain/principal'
import { AppError } from '@/lib/kernel/app-error'
import { newId } from '@/lib/kernel/new-id'
import { parseToken } from '@/lib/kernel/token-format'
import { database } from '@/lib/server/database'
import { isTokenHash } from '@/lib/server/token-hash'
import { protocolError } from './protocol-error'

export interface EnrollmentCaller {
  principal: Extract<Principal, { kind: 'agent' }>
  tokenId: string
}

/** Who enrols: the agent that a good enrolment token names. The token is used up later, in the enrolment's own transaction. */
export async function authenticateEnrollment(token: unknown): Promise<EnrollmentCaller> {
  const parts = typeof token === 'string' ? parseToken(token) : null
  const row =
    parts?.kind === 'agt' ? await database().enrollmentToken.findUnique({ where: { publicId: parts.publicId } }) : null
  if (!parts || !row || !isTokenHash(parts.secret, row.hash))
    throw new AppError('unauthenticated', { message: 'This enrolment token is not valid. Create a new one in Agents.' })
  if (row.consumedAt !== null || row.expiresAt.getTime() <= Date.now())
    throw protocolError('token_spent', 'This enrolment token was used or has expired. Create a new one in Agents.')
  const { workspaceId, agentName } = row
  return { principal: { kind: 'agent', id: row.agentId ?? newId(), name: agentName, workspaceId }, tokenId: row.id }
}
