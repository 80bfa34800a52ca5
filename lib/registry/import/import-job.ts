import { z } from 'zod'

/** Name and payload of the job that copies a source, apart from its handler: the command that enqueues it must not import what it calls. */
export const importJob = {
  name: 'registry.import-source',
  schema: z.object({ workspaceId: z.uuid(), versionId: z.uuid() }),
}

/** A long copy holds up those of its own half of the workspaces only, and two at most stand between other jobs and their workers. */
export function importQueue(workspaceId: string): string {
  return `registry.import-source:${Number.parseInt(workspaceId.slice(-1), 16) % 2}`
}
