import type { Principal } from '@/lib/identity/domain/principal'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'
import { judgeVersion } from './use-cases/judge-version'

const BATCH = 100
const principal: Principal = {
  kind: 'job',
  id: 'registry.judge-again',
  name: 'registry.judge-again',
  permissions: ['registry:settle'],
}

/** After a change of the rules: every version whose verdict hangs on them, one after the other. Safe to repeat. */
export async function judgeAgain({ workspaceId }: { workspaceId: string }): Promise<number> {
  let last = '00000000-0000-0000-0000-000000000000'
  let judged = 0
  for (;;) {
    const rows = await database().$queryRaw<{ id: string }[]>`
      SELECT id::text FROM "ModelVersion" WHERE "workspaceId" = ${workspaceId}::uuid AND id > ${last}::uuid
        AND state IN ('READY', 'QUARANTINED') AND findings @> '[{"code": "pickle_import_not_allowed"}]' ORDER BY id LIMIT ${BATCH}`
    for (const { id } of rows)
      await runCommand(judgeVersion, { principal, workspace: workspaceId, input: { versionId: id } })
    judged += rows.length
    const end = rows.at(-1)
    if (end === undefined || rows.length < BATCH) return judged
    last = end.id
  }
}
