import { z } from 'zod'

/** Name and payload of the intake job, apart from its handler: the command that enqueues it must not import what it calls. */
export const intakeJob = { name: 'registry.intake', schema: z.object({ workspaceId: z.uuid(), versionId: z.uuid() }) }
