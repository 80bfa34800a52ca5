import { z } from 'zod'

/** A client program that a token is used with, by minor version. */
const tokenClient = z.object({
  tokenId: z.string(),
  tokenName: z.string(),
  ownerName: z.string(),
  /** The token no longer opens anything. */
  ended: z.boolean(),
  client: z.string(),
  version: z.string(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
})
export type TokenClientView = z.infer<typeof tokenClient>
export const clientList = z.object({ items: z.array(tokenClient) })
