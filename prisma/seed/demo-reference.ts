import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import type { Principal } from '@/lib/identity/domain/principal'
import { buildReference as buildFromColumns } from '@/lib/monitoring/domain/build-reference'
import { taskOf } from '@/lib/monitoring/domain/task-of'
import { buildReference } from '@/lib/monitoring/use-cases/build-reference'
import { database } from '@/lib/server/database'
import { runCommand } from '@/lib/server/run-command'

interface DemoReference {
  principal: Principal
  workspace: string
  workspaceId: string
  versionId: string
  file: string
  label: string
}

interface SignatureFacts {
  features?: { name: string; type: 'numeric' | 'categorical' }[] | null
}

/** The training rows of a version become its reference of drift, through the ordinary command. */
export async function seedDemoReference({
  principal,
  workspace,
  workspaceId,
  versionId,
  file,
  label,
}: DemoReference): Promise<void> {
  const version = await database().modelVersion.findUniqueOrThrow({
    where: { workspaceId_id: { workspaceId, id: versionId } },
  })
  const features = (version.signature as SignatureFacts | null)?.features ?? []
  const columns: Record<string, (number | string | null)[]> = Object.fromEntries(features.map(({ name }) => [name, []]))
  const target: number[] = []
  const rows = createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }))
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    for (const { name, type } of features)
      columns[name]?.push(type === 'numeric' ? Number(row[name]) : (row[name] ?? null))
    target.push(Number(row[label]))
  }
  const built = buildFromColumns({ task: taskOf(version.task, version.signature), features, columns, target })
  if ('problem' in built)
    throw new Error(`The training rows of the demo do not fit: ${built.problem} (${built.column}).`)
  await runCommand(buildReference, {
    principal,
    workspace,
    input: { versionId, sourceName: 'training.csv.gz', ...built },
  })
}
