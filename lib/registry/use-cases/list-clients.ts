import { z } from 'zod'
import { defineQuery } from '@/lib/server/operation'

/** Which MLflow client programs the workspace's tokens are used with. */
export const listClients = defineQuery({
  name: 'registry.list-clients',
  permission: 'registry:read',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        tokenId: z.string(),
        client: z.string(),
        version: z.string(),
        firstSeenAt: z.string(),
        lastSeenAt: z.string(),
      }),
    ),
  }),
  async run({ db, workspace }) {
    const rows = await db.tokenClient.findMany({
      where: { workspaceId: workspace.id },
      orderBy: [{ lastSeenAt: 'desc' }, { tokenId: 'asc' }],
      take: 1000,
    })
    return {
      items: rows.map(({ tokenId, client, version, firstSeenAt, lastSeenAt }) => ({
        tokenId,
        client,
        version,
        firstSeenAt: firstSeenAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    }
  },
})
