import { z } from 'zod'
import { Facts } from '@/components/ui/facts'
import { StatusLine } from '@/components/ui/status-line'
import { describeGuardrail, guardrails } from './describe-guardrail'
import { plainTerm, plainValue } from './plain-value'

const checks = z.array(z.object({ id: z.string(), passed: z.boolean(), detail: z.string() }))
/** Shown elsewhere on the page, or ids that say nothing to a person. */
const ELSEWHERE: readonly string[] = [
  'rolloutId',
  'rolloutNumber',
  'steps',
  'checks',
  'guardrails',
  'modelId',
  'versionId',
  'version',
  'stableVersion',
  'strategy',
]

export function EvidenceList({ evidence }: { evidence: Record<string, unknown> }) {
  const preflight = checks.safeParse(evidence['checks'])
  const rails = guardrails.safeParse(evidence['guardrails'])
  const rest = Object.entries(evidence).filter(([name]) => !ELSEWHERE.includes(name))
  if (!preflight.success && !rails.success && rest.length === 0)
    return (
      <p className="hatched rounded-sm border border-dashed px-3 py-3 text-muted">
        No evidence was attached to this request.
      </p>
    )
  return (
    <div className="grid gap-4">
      {preflight.success ? (
        <ul className="grid gap-1">
          {preflight.data.map((check) => (
            <li key={check.id} className="flex flex-wrap gap-x-2">
              <StatusLine state={check.passed ? 'DONE' : 'FAILED'}>{plainTerm(check.id)}</StatusLine>
              <span className="text-muted">{check.detail}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {rails.success && rails.data.length > 0 ? (
        <div>
          <h3 className="mb-1 font-medium">Guardrails at every step</h3>
          <ul className="grid gap-1 text-muted">
            {rails.data.map((rail) => (
              <li key={rail.id}>{describeGuardrail(rail)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {rest.length > 0 ? (
        <Facts facts={rest.map(([name, value]) => ({ term: plainTerm(name), value: plainValue(value) }))} />
      ) : null}
    </div>
  )
}
