'use client'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import { UrlSelect } from '@/components/data-table/url-select'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { statusLook } from '@/components/ui/status'
import { RUN_STATUSES } from '@/lib/registry/tracking/run-contract'

const STATUSES = RUN_STATUSES.map((value) => ({ value, label: statusLook(value).word }))
const VIEWS = [
  { value: 'DELETED_ONLY', label: 'Deleted' },
  { value: 'ALL', label: 'Active and deleted' },
]

/** The filter is sent with Enter, not while it is typed: half a clause is no question. */
export function RunFilter({ problem }: { problem: string | null }) {
  const { get, set } = useUrlState()
  const sent = get('filter')
  const [text, setText] = useState(sent)
  return (
    <div className="mb-3 grid gap-1.5">
      <form
        className="flex flex-wrap items-center gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          set({ filter: text.trim(), cursor: null })
        }}
      >
        <div className="relative w-[28rem] max-w-full phone:w-full">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2 size-4 -translate-y-1/2 text-faint"
          />
          <Input
            aria-label="Find runs"
            aria-describedby="run-filter-words"
            aria-invalid={problem !== null || undefined}
            placeholder="Name, or metrics.auc > 0.9 AND params.depth = '5'"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="pl-8 font-mono text-xs"
            spellCheck={false}
          />
        </div>
        <Button type="submit">Find</Button>
        {sent === '' ? null : (
          <Button
            tone="quiet"
            onClick={() => {
              setText('')
              set({ filter: null, cursor: null })
            }}
          >
            Clear
          </Button>
        )}
        <UrlSelect name="status" label="Status" all="Any status" options={STATUSES} />
        <UrlSelect name="view" label="Which" all="Active" options={VIEWS} />
      </form>
      {problem === null ? (
        <p id="run-filter-words" className="text-xs text-muted">
          A word finds names. Or clauses joined by AND, as in MLflow: metrics, params, tags, dataset, status,
          start_time.
        </p>
      ) : (
        <div id="run-filter-words" role="alert" className="text-xs">
          <p className="text-harm">{problem}</p>
          <p className="text-muted">
            For example: <code className="font-mono">{"metrics.`val/auc` >= 0.9 AND tags.team = 'fraud'"}</code>
          </p>
        </div>
      )}
    </div>
  )
}
