import { z } from 'zod'

/** What enrolment gave; `identity.json`. */
export const agentIdentitySchema = z.strictObject({
  agentId: z.string(),
  name: z.string(),
  keyId: z.string(),
  clusterUid: z.string(),
})

export type AgentIdentity = z.infer<typeof agentIdentitySchema>
