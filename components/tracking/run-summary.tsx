import { Section } from '@/components/ui/section'
import { ValueList } from '@/components/ui/value-list'
import type { RunDetail } from '@/lib/registry/tracking/run-contract'
import { noteOf } from './experiment-columns'
import { formatLogged } from './format-logged'
import { NestedRuns } from './nested-runs'
import { NoteText } from './note-text'
import { rankMetrics } from './rank-metrics'
import { RunFacts } from './run-facts'
import { RunSources } from './run-sources'

/** Everything about a run but its curves and files. */
export function RunSummary({ run }: { run: RunDetail }) {
  const note = noteOf(run)
  const order = rankMetrics(run.metrics.map(({ key }) => key))
  const metrics = [...run.metrics].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
  return (
    <div className="grid gap-8 lg:grid-cols-2">
      <div className="grid content-start gap-8">
        {note === '' ? null : (
          <Section title="Note">
            <NoteText text={note} />
          </Section>
        )}
        <RunFacts run={run} />
        <NestedRuns run={run} />
        <RunSources run={run} />
      </div>
      <div className="grid content-start gap-8">
        <ValueList
          label="Latest metrics"
          empty="No metric was logged."
          rows={metrics.map(({ key, value, step }) => ({ key, value: formatLogged(value), note: `step ${step}` }))}
        />
        <ValueList label="Params" empty="No param was logged." rows={run.params} />
      </div>
    </div>
  )
}
