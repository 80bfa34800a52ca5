'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { useVersions } from '@/components/registry/queries'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type DeploymentView, rolloutRef } from '@/lib/rollouts/contract'
import { getDeploymentPath } from './paths'

const DEMO_TAG = 'demo=bad-candidate'

/** Starts a canary of the demo's deliberately slow version; its latency gate rolls it back while one watches. */
export function BadCandidate({ deployment }: { deployment: DeploymentView }) {
  const can = useCan('rollouts:request')
  const [open, setOpen] = useState(false)
  const versions = useVersions({ modelId: deployment.model.id, state: 'READY', tag: DEMO_TAG, limit: 1 })
  const version = versions.data?.items[0]
  const change = useChange({
    room: 'rollouts',
    path: `${getDeploymentPath(deployment.id)}/rollouts`,
    body: (versionId: string) => ({
      versionId,
      strategy: 'canary',
      steps: [
        { candidateBps: 2500, minDwellSec: 120 },
        { candidateBps: 10_000, minDwellSec: 120 },
      ],
      reason: 'Demo: a slow version, to see its latency gate roll it back.',
    }),
    output: rolloutRef,
    onDone: () => setOpen(false),
  })
  if (!version) return null
  const busy =
    deployment.rollout === null ? null : `Rollout ${deployment.rollout.number} is open. It ends first, or is aborted.`
  const governed = deployment.environment.policy === 'four-eyes'
  return (
    <>
      <Button refusal={can.refusal ?? busy} onClick={() => setOpen(true)}>
        Try a bad candidate
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Try v${version.number}, which is too slow`}
        description={`It gets 25 % of the traffic. Within about a minute its latency gate shows harm and takes it back, without anyone pressing anything.${governed ? ' An approver has to agree first, as for any change here.' : ''}`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="primary" busy={change.isPending} onClick={() => change.mutate(version.id)}>
              Start the canary of v{version.number}
            </Button>
          </>
        }
      >
        <div className="grid gap-3">
          <p>{version.description || 'A version of the same model that waits before it answers.'}</p>
          <InlineError error={change.error} />
        </div>
      </Dialog>
    </>
  )
}
