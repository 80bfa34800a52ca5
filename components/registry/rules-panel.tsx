'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import { protectionWords } from './describe-rule-changes'
import { RulesDialog } from './rules-dialog'
import { useRules } from './use-rules'

function Lines({ items, none }: { items: readonly string[]; none: string }) {
  if (items.length === 0) return <span className="text-muted">{none}</span>
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => (
        <li key={item} className="break-words">
          {item}
        </li>
      ))}
    </ul>
  )
}

/** What this workspace decides about its registry. Everybody reads it; changing it is an administrator's. */
export function RulesPanel() {
  const query = useRules()
  const can = useCan('registry:administer')
  const [changing, setChanging] = useState(false)
  return (
    <Section
      title="Registry rules"
      description="Which names move only with an approval, what new models weigh, and how MLflow clients are answered. Every change is audited with its reason."
      actions={
        <Button refusal={can.refusal} disabled={!query.data} onClick={() => setChanging(true)}>
          Change the rules
        </Button>
      }
    >
      <QueryView query={query} permission="identity:read-members" what="the registry's rules">
        {(rules) => (
          <>
            <Facts
              facts={[
                {
                  term: 'Protected aliases',
                  value: (
                    <Lines
                      items={rules.protectedAliases.map(protectionWords)}
                      none="None: every alias moves at once."
                    />
                  ),
                },
                {
                  term: 'Protected stages',
                  value: (
                    <Lines
                      items={rules.protectedStages.map(protectionWords)}
                      none="None: every stage is set at once."
                    />
                  ),
                },
                {
                  term: 'Importance of new models',
                  value: `${rules.defaultImportance}, unless their creator says otherwise`,
                },
                {
                  term: 'Downloads of quarantined versions',
                  value: rules.blockQuarantinedDownloads
                    ? 'Refused'
                    : 'Allowed for those who may download, with a header that says so',
                },
                {
                  term: 'Versions are kept',
                  value:
                    rules.retentionDays === 0
                      ? 'Until somebody archives them; a legal hold keeps one for longer'
                      : `At least ${rules.retentionDays} days from their registration; a legal hold keeps one for longer`,
                },
                {
                  term: 'Allowed pickle imports',
                  value: (
                    <Lines
                      items={rules.pickleImports}
                      none="None beside the few that rebuild plain numbers and tables."
                    />
                  ),
                },
                {
                  term: 'Delivered answers given again',
                  value:
                    rules.replayWindowSeconds === 0
                      ? 'Never: only answers that did not arrive'
                      : `To the same call within ${rules.replayWindowSeconds} s`,
                },
              ]}
            />
            {changing ? <RulesDialog rules={rules} onClose={() => setChanging(false)} /> : null}
          </>
        )}
      </QueryView>
    </Section>
  )
}
