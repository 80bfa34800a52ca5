import type { Principal } from '@/lib/identity/domain/principal'
import { runCommand } from '@/lib/server/run-command'
import { executeMove } from './use-cases/execute-move'

const principal: Principal = {
  kind: 'job',
  id: 'approvals.execute-move',
  name: 'approvals.execute-move',
  permissions: ['approvals:execute'],
}

/** Safe to repeat: a request that is no longer approved is left alone. */
export async function carryOutMove(workspaceId: string, changeRequestId: string): Promise<void> {
  await runCommand(executeMove, { principal, workspace: workspaceId, input: { changeRequestId } })
}
