import { CopyableId } from '@/components/ui/copyable-id'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'

function contextOf(dataset: RunDetail['datasets'][number]): string {
  return dataset.tags.find((tag) => tag.key === 'mlflow.data.context')?.value ?? ''
}

/** Clients send where data came from as JSON: the address in it is what a reader wants. */
function sourceText(source: string): string {
  try {
    const parsed: unknown = JSON.parse(source)
    const first = typeof parsed === 'object' && parsed !== null ? Object.values(parsed).find((one) => one !== '') : null
    return typeof first === 'string' ? first : source
  } catch {
    return source
  }
}

/** The data that a run read and the models that it put down. */
export function RunSources({ run }: { run: RunDetail }) {
  return (
    <>
      <Section title="Data sets">
        {run.datasets.length === 0 ? (
          <p className="text-muted">The program named no data set (mlflow.log_input).</p>
        ) : (
          <ul className="divide-y border-y">
            {run.datasets.map((dataset) => (
              <li
                key={`${dataset.name} ${dataset.digest}`}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5"
              >
                <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{dataset.name}</span>
                <span className="text-muted">{contextOf(dataset)}</span>
                <span className="min-w-0 flex-1 truncate text-muted" title={dataset.source}>
                  {sourceText(dataset.source)}
                </span>
                <CopyableId id={dataset.digest} what="digest" />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Logged models">
        {run.loggedModels.length === 0 ? (
          <p className="text-muted">None. Models that older clients log are folders among the artifacts.</p>
        ) : (
          <ul className="divide-y border-y">
            {run.loggedModels.map((model) => (
              <li key={model.modelId} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
                <span className="font-medium">{model.name}</span>
                <StatusLine state={model.status} />
                <span className="flex-1" />
                <CopyableId id={model.modelId} what="model id" />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  )
}
