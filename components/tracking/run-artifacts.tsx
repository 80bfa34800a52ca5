'use client'
import { useState } from 'react'
import { Section } from '@/components/ui/section'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { ArtifactList } from './artifact-list'

function Tree({ title, owner }: { title: string; owner: string }) {
  const [path, setPath] = useState('')
  return (
    <Section title={title}>
      <ArtifactList owner={owner} path={path} onOpen={setPath} rootName="All files" label={title} />
    </Section>
  )
}

/** Files of the run itself, and of each model that it logged: newer clients keep those apart. */
export function RunArtifacts({ run }: { run: RunDetail }) {
  return (
    <div className="grid gap-8">
      <Tree title="Run" owner={`runs/${run.runId}`} />
      {run.loggedModels.map((model) => (
        <Tree key={model.modelId} title={`Model ${model.name}`} owner={`logged-models/${model.modelId}`} />
      ))}
    </div>
  )
}
