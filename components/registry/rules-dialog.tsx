'use client'
import { useState } from 'react'
import { useChange } from '@/components/api/use-change'
import { InlineError } from '@/components/feedback/inline-error'
import { Field } from '@/components/forms/field'
import { ReasonField } from '@/components/forms/reason-field'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import { type RegistryRules, registryRules } from '@/lib/registry/domain/registry-rules'
import { describeRuleChanges } from './describe-rule-changes'
import { IMPORTANCE_OPTIONS } from './importance-options'
import { ProtectionRows } from './protection-rows'
import { RULES_PATH } from './use-rules'

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** All rules at once: what changes is listed before it is saved. */
export function RulesDialog({ rules, onClose }: { rules: RegistryRules; onClose: () => void }) {
  const [draft, setDraft] = useState(rules)
  const [imports, setImports] = useState(rules.pickleImports.join('\n'))
  const [reason, setReason] = useState('')
  const set = (change: Partial<RegistryRules>) => setDraft({ ...draft, ...change })
  const checked = registryRules.safeParse({ ...draft, pickleImports: lines(imports) })
  const changes = checked.success ? describeRuleChanges(rules, checked.data) : []
  const problem = checked.success ? undefined : checked.error.issues[0]
  const change = useChange({
    room: 'registry',
    method: 'PUT',
    path: RULES_PATH,
    body: (next: RegistryRules) => ({ ...next, reason }),
    output: registryRules,
    onDone: onClose,
  })
  return (
    <Dialog
      open
      wide
      onOpenChange={(next) => (next ? null : onClose())}
      title="Change the registry's rules"
      description="They hold from the next call on, for people and MLflow clients alike."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            tone="primary"
            busy={change.isPending}
            disabled={!checked.success || changes.length === 0 || reason.trim() === ''}
            onClick={() => checked.success && change.mutate(checked.data)}
          >
            {changes.length === 1 ? 'Make 1 change' : `Make ${changes.length} changes`}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <ProtectionRows
          what="alias"
          rows={draft.protectedAliases}
          onChange={(protectedAliases) => set({ protectedAliases })}
        />
        <ProtectionRows
          what="stage"
          rows={draft.protectedStages}
          onChange={(protectedStages) => set({ protectedStages })}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Importance of new models">
            <Select
              label="Importance of new models"
              options={IMPORTANCE_OPTIONS}
              value={draft.defaultImportance}
              onValueChange={(value) => set({ defaultImportance: value as RegistryRules['defaultImportance'] })}
            />
          </Field>
          <Field label="Give delivered answers again for, in seconds" hint="0 to 120. For networks that invent errors.">
            <Input
              type="number"
              min={0}
              max={120}
              value={draft.replayWindowSeconds}
              onChange={(event) => set({ replayWindowSeconds: Number(event.target.value) })}
            />
          </Field>
        </div>
        <Field
          label="Keep versions for at least, in days"
          hint="From their registration on. Until then nobody archives or deletes them, MLflow clients included. 0: no such time."
        >
          <Input
            type="number"
            min={0}
            max={36500}
            value={draft.retentionDays}
            onChange={(event) => set({ retentionDays: Number(event.target.value) })}
          />
        </Field>
        <Checkbox
          checked={draft.blockQuarantinedDownloads}
          onCheckedChange={(blockQuarantinedDownloads) => set({ blockQuarantinedDownloads })}
        >
          Refuse downloads of quarantined versions
        </Checkbox>
        <Field
          label="Allowed pickle imports"
          hint="One a line, as module.name or module.* for all of a module. What runs programs or reaches files is never allowed."
        >
          <Textarea
            rows={3}
            value={imports}
            placeholder="sklearn.ensemble._forest.*"
            onChange={(event) => setImports(event.target.value)}
          />
        </Field>
        <ReasonField value={reason} onChange={setReason} />
        {problem ? (
          <p role="alert" className="text-sm text-harm">
            {problem.path.join(', ')}: {problem.message}
          </p>
        ) : null}
        {changes.length > 0 ? (
          <ul aria-label="What changes" className="grid gap-0.5 rounded-sm border bg-sunken px-3 py-2 text-sm">
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : null}
        <InlineError error={change.error} />
      </div>
    </Dialog>
  )
}
