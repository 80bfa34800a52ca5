'use client'
import { GitCompareArrows, Upload } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { useCan } from '@/components/api/use-can'
import { useUrlState } from '@/components/api/use-url-state'
import { useWorkspace } from '@/components/api/workspace-context'
import { ResourceHistory } from '@/components/audit/resource-history'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Tabs } from '@/components/ui/tabs'
import { TimeText } from '@/components/ui/time-text'
import { type modelDetail, modelOutput } from '@/lib/registry/contract'
import { AliasHistory } from './alias-history'
import { AliasTags } from './alias-tags'
import { CardTab } from './card-tab'
import { EditWords } from './edit-words'
import { MetricHistory } from './metric-history'
import { ModelWords } from './model-words'
import { useModel } from './queries'
import { RegisterDialog } from './register-dialog'
import { type Serving, VersionsTable } from './versions-table'

type Model = z.output<typeof modelDetail>

function headline(model: Model): string {
  const latest = model.latest
  if (latest === null) return `${model.name} has no version yet.`
  const champion = model.aliases.find((alias) => alias.name === 'champion')
  const word = latest.state === 'READY' ? 'ready' : latest.state.toLowerCase()
  return `${model.name}: v${latest.number} is the newest and ${word}${champion ? `; champion is v${champion.number}` : ''}.`
}

function Content({ model, serving }: { model: Model; serving: Serving }) {
  const workspace = useWorkspace()
  const { get, set } = useUrlState()
  const can = useCan('registry:write')
  const [registering, setRegistering] = useState(false)
  const register = (
    <Button tone="primary" icon={<Upload aria-hidden />} refusal={can.refusal} onClick={() => setRegistering(true)}>
      Register a version
    </Button>
  )
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Models', href: `/${workspace}/models` }, { label: model.name }]}
        status={
          <>
            <span>{model.importance} importance</span>
            <AliasTags aliases={model.aliases.map((alias) => `${alias.name} → v${alias.number}`)} />
            <span>
              changed <TimeText at={model.updatedAt} ago />
            </span>
          </>
        }
        headline={headline(model)}
        actions={
          <>
            <ButtonLink href={`/${workspace}/models/${model.id}/compare`} icon={<GitCompareArrows aria-hidden />}>
              Compare
            </ButtonLink>
            <EditWords subject={{ ...model, path: `/api/v1/registry/models/${model.id}`, output: modelOutput }} />
            {register}
          </>
        }
      />
      <ModelWords model={model} />
      <Tabs
        label="About this model"
        value={get('tab') || 'versions'}
        onValueChange={(tab) => set({ tab: tab === 'versions' ? null : tab, cursor: null })}
        items={[
          {
            value: 'versions',
            label: 'Versions',
            content: <VersionsTable modelId={model.id} register={register} serving={serving} />,
          },
          { value: 'metrics', label: 'Metrics over versions', content: <MetricHistory modelId={model.id} /> },
          {
            value: 'card',
            label: 'Card',
            content: (
              <CardTab
                subject={{
                  path: `/api/v1/registry/models/${model.id}`,
                  name: model.name,
                  card: model.card,
                  revision: model.revision,
                  output: modelOutput,
                }}
                empty={{
                  title: 'No model card',
                  text: 'A card says what the model is for, what it was trained on and where it must not be used.',
                }}
              />
            ),
          },
          { value: 'aliases', label: 'Aliases', content: <AliasHistory modelId={model.id} /> },
          { value: 'history', label: 'History', content: <ResourceHistory resource={`model:${model.id}`} /> },
        ]}
      />
      <RegisterDialog model={model} open={registering} onOpenChange={setRegistering} />
    </>
  )
}

/** `serving`: where its versions serve now, which is another room's to know. */
export function ModelScreen({ modelId, serving }: { modelId: string; serving?: Serving }) {
  const query = useModel(modelId)
  return (
    <QueryView query={query} permission="registry:read" what="this model">
      {(model) => <Content model={model} serving={serving} />}
    </QueryView>
  )
}
