'use client'
import { ModelScreen } from '@/components/registry/model-screen'
import { formatBps } from '@/components/ui/format-number'
import { DeploymentLink } from './deployment-link'
import { useDeployments } from './queries'
import { servingRows } from './serving-rows'

/** A model whose versions say where they serve now. */
export function ModelWithServing({ modelId }: { modelId: string }) {
  const deployments = useDeployments({ modelId, limit: 200 }).data?.items
  const serving = (number: number) => {
    if (deployments === undefined) return null
    const rows = servingRows(deployments, number)
    if (rows.length === 0) return <span className="text-faint">nowhere</span>
    return (
      <span className="grid gap-0.5">
        {rows.map(({ deployment, desiredBps, mirrorBps }) => (
          <span key={deployment.id} className="whitespace-nowrap">
            <DeploymentLink id={deployment.id} name={deployment.environment.name} />{' '}
            <span className="text-muted">
              {desiredBps === 0 && mirrorBps > 0 ? `mirror ${formatBps(mirrorBps)}` : formatBps(desiredBps)}
            </span>
          </span>
        ))}
      </span>
    )
  }
  return <ModelScreen modelId={modelId} serving={serving} />
}
