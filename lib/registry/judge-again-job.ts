import { z } from 'zod'

/** Name and payload, apart from the handler: the command that changes the rules enqueues it. */
export const judgeAgainJob = { name: 'registry.judge-again', schema: z.object({ workspaceId: z.uuid() }) }
