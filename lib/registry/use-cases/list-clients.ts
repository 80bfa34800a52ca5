import { z } from 'zod'
import { tokenFacts } from '@/lib/identity/door'
import { defineQuery } from '@/lib/server/operation'
import { clientList } from '../client-contract'

/** Which MLflow client programs the workspace's tokens are used with. */
export const listClients = defineQuery({
  name: 'registry.list-clients',
  permission: 'identity:read-members',
  input: z.strictObject({}),
  output: clientList,
  async run({ db, workspace, clock }) {
    const rows = await db.tokenClient.findMany({
      where: { workspaceId: workspace.id },
      orderBy: [{ lastSeenAt: 'desc' }, { tokenId: 'asc' }],
      take: 1000,
    })
    const tokens = await tokenFacts(db, workspace.id, [...new Set(rows.map(({ tokenId }) => tokenId))])
    return {
      items: rows.map(({ tokenId, client, version, firstSeenAt, lastSeenAt }) => {
        const token = tokens.get(tokenId)
        return {
          tokenId,
          tokenName: token?.name ?? '',
          ownerName: token?.ownerName ?? '',
          ended: token === undefined || token.endsAt <= clock.now(),
          client,
          version,
          firstSeenAt: firstSeenAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
        }
      }),
    }
  },
})
