import type { z } from 'zod'
import type { createWorkspaceInput, createWorkspaceOutput } from '@/lib/identity/contract'
import { CliError } from '../cli-error'

/** Beside the database, as whoever may reach it: the command that the API runs, without a person. */
export async function makeWorkspace(
  input: z.input<typeof createWorkspaceInput>,
): Promise<z.output<typeof createWorkspaceOutput>> {
  const { createWorkspace } = await import('@/lib/identity/use-cases/create-workspace')
  const { AppError } = await import('@/lib/kernel/app-error')
  const { closeDatabase } = await import('@/lib/server/database')
  const { runCommand } = await import('@/lib/server/run-command')
  const permissions = ['identity:create-workspace' as const]
  const principal = { kind: 'job' as const, id: 'cli.workspace', name: 'cli.workspace', permissions }
  try {
    return await runCommand(createWorkspace, { principal, workspace: null, input })
  } catch (error) {
    throw error instanceof AppError ? new CliError(error.message) : error
  } finally {
    await closeDatabase()
  }
}
