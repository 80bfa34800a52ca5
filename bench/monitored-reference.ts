import type { MonitoredDeployment } from '@/lib/monitoring/testing/seed-monitored-deployment'

/** Gives both versions of a deployment a training reference of numeric features `feature_0` and on; returns its binning. */
export async function monitoredReference(deployment: MonitoredDeployment, featureCount: number) {
  const { buildReference } = await import('@/lib/monitoring/domain/build-reference')
  const { buildReference: command } = await import('@/lib/monitoring/use-cases/build-reference')
  const { runCommand } = await import('@/lib/server/run-command')
  const features = Array.from({ length: featureCount }, (_, i) => ({ name: `feature_${i}`, type: 'numeric' as const }))
  const columns = Object.fromEntries(
    features.map(({ name }) => [name, Array.from({ length: 5000 }, () => Math.random() * 100)]),
  )
  const task = { type: 'binary' as const, classes: ['0', '1'], positiveClass: '1', threshold: 0.5 }
  const built = buildReference({ task, features, columns, target: null })
  if ('problem' in built) throw new Error(built.problem)
  const principal = { kind: 'job' as const, id: 'bench', name: 'bench', permissions: ['monitoring:configure' as const] }
  for (const { versionId } of [deployment.champion, deployment.challenger])
    await runCommand(command, {
      principal,
      workspace: deployment.workspaceId,
      input: { versionId, sourceName: 'bench', ...built },
    })
  return built.spec
}
