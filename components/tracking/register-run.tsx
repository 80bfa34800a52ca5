'use client'
import { PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { useArtifacts } from './queries'
import { RegisterRunDialog } from './register-run-dialog'
import { sourcesOf } from './register-sources'

/** The primary action of a run: a version from what it left behind. */
export function RegisterRun({ run }: { run: RunDetail }) {
  const can = useCan('registry:write')
  const [open, setOpen] = useState(false)
  const artifacts = useArtifacts(`runs/${run.runId}`, '')
  const sources = sourcesOf(run, artifacts.data?.items ?? [])
  const nothing = sources.length === 0 ? 'The run left no model and no folder of files to register.' : null
  return (
    <>
      <Button
        tone="primary"
        icon={<PackagePlus aria-hidden />}
        refusal={can.refusal ?? (artifacts.isPending ? 'Its files are being read.' : nothing)}
        onClick={() => setOpen(true)}
      >
        Register version
      </Button>
      {open ? <RegisterRunDialog run={run} sources={sources} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
