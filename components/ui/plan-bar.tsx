import clsx from 'clsx'
import { formatBps } from './format-number'
import { type VariantRole, variantLook } from './variant-look'

export interface PlanShare {
  role: VariantRole
  versionNumber: number
  weightBps: number
  mirrorBps?: number
}

interface PlanBarProps {
  /** What the bar stands for: "desired", "observed", "before", "after". */
  label: string
  shares: readonly PlanShare[]
  note?: string
  /** Nothing is known: a hatched bar, never an empty one that could be read as zero. */
  unknown?: boolean
  compact?: boolean
}

function describeShares(shares: readonly PlanShare[]): string {
  const parts = shares.filter((s) => s.weightBps > 0).map((s) => `v${s.versionNumber} ${formatBps(s.weightBps)}`)
  const mirrors = shares
    .filter((s) => (s.mirrorBps ?? 0) > 0)
    .map((s) => `v${s.versionNumber} mirrors ${formatBps(s.mirrorBps ?? 0)}`)
  return [...parts, ...mirrors].join(' · ')
}

/** Traffic of one plan: widths are shares, colours are variant identities, the words repeat both. */
export function PlanBar({ label, shares, note, unknown = false, compact = false }: PlanBarProps) {
  let candidates = 0
  const parts = shares.map((share) => ({
    ...share,
    look: variantLook(share.role, share.role === 'candidate' ? candidates++ : 0),
  }))
  const words = unknown ? 'not observed yet' : describeShares(shares) || 'no traffic'
  return (
    <div className={clsx('min-w-0', compact ? 'grid gap-0.5' : 'grid gap-1')}>
      {compact ? null : (
        <div className="flex items-baseline justify-between gap-2 text-xs">
          <span className="text-muted">{label}</span>
          <span className="truncate text-faint">{note}</span>
        </div>
      )}
      <div
        role="img"
        aria-label={`${label}: ${words}`}
        className={clsx(
          'flex gap-px overflow-hidden rounded-[4px] bg-sunken',
          compact ? 'h-1.5' : 'h-3.5',
          unknown && 'hatched',
        )}
      >
        {unknown
          ? null
          : parts
              .filter((part) => part.weightBps > 0)
              .map((part) => (
                <span
                  key={`${part.role}-${part.versionNumber}`}
                  className="h-full transition-[width] duration-300"
                  style={{ width: `${part.weightBps / 100}%`, background: part.look.color }}
                />
              ))}
      </div>
      <div className="flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-muted">
        {unknown
          ? words
          : parts
              .filter((part) => part.weightBps > 0 || (part.mirrorBps ?? 0) > 0)
              .map((part) => (
                <span
                  key={`${part.role}-${part.versionNumber}`}
                  className="inline-flex items-center gap-1 whitespace-nowrap"
                >
                  <span aria-hidden className="size-2 rounded-[2px]" style={{ background: part.look.color }} />
                  <span className="text-ink">v{part.versionNumber}</span>
                  {part.weightBps > 0 ? formatBps(part.weightBps) : `mirror ${formatBps(part.mirrorBps ?? 0)}`}
                </span>
              ))}
      </div>
    </div>
  )
}
