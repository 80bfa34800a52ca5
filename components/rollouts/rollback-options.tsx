'use client'
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { EmptyState } from '@/components/feedback/empty-state'
import { CopyableId } from '@/components/ui/copyable-id'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { RollbackOption } from '@/lib/rollouts/contract'

interface RollbackOptionsProps {
  options: readonly RollbackOption[]
  chosen: string | null
  onChoose: (variantId: string) => void
}

/** Good versions, newest first, each with how ready it is. */
export function RollbackOptions({ options, chosen, onChoose }: RollbackOptionsProps) {
  if (options.length === 0)
    return (
      <EmptyState
        title="No earlier good version"
        text="A version becomes one to go back to once a rollout of it here has completed. Until then, promote another version instead."
      />
    )
  return (
    <RadioGroup
      aria-label="Version to go back to"
      value={chosen ?? ''}
      onValueChange={(value) => onChoose(String(value))}
      className="grid gap-1.5"
    >
      {options.map((option) => {
        const off = option.readiness === 'UNAVAILABLE' || option.markedBad
        return (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
          <label
            key={option.variantId}
            className="flex items-center gap-3 rounded-sm border px-3 py-2 has-data-checked:border-accent has-data-checked:bg-hover phone:py-3"
          >
            <Radio.Root
              value={option.variantId}
              disabled={off}
              className="grid size-4 shrink-0 place-items-center rounded-full border border-line-strong data-checked:border-accent"
            >
              <Radio.Indicator className="size-2 rounded-full bg-accent" />
            </Radio.Root>
            <span className="min-w-0 flex-1">
              <span className="font-medium">v{option.versionNumber}</span>{' '}
              <CopyableId id={option.manifestDigest} what="digest" />
              <span className="block text-xs text-muted">
                good since <TimeText at={option.becameAt} />
                {option.markedBad ? `, marked bad: ${option.markedBadReason ?? 'no reason given'}` : ''}
              </span>
            </span>
            <span className="text-right text-xs">
              <StatusLine state={option.readiness} />
              <span className="block text-muted">
                {option.etaMs === null ? '' : `≈ ${(option.etaMs / 1000).toFixed(1)} s`}
              </span>
            </span>
          </label>
        )
      })}
    </RadioGroup>
  )
}
