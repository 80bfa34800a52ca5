import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { statusLook, type Tone } from './status'

const TONE: Record<Tone, string> = {
  good: 'bg-good-surface text-good',
  attention: 'bg-attention-surface text-attention',
  harm: 'bg-harm-surface text-harm',
  progress: 'bg-progress-surface text-progress',
  unknown: 'bg-unknown-surface text-unknown',
}

interface BadgeProps {
  tone: Tone
  icon?: LucideIcon
  children: ReactNode
  className?: string
}

export function Badge({ tone, icon: Icon, children, className }: BadgeProps) {
  return (
    <span
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm align-middle px-1.5 text-xs font-medium whitespace-nowrap',
        TONE[tone],
        className,
      )}
    >
      {Icon ? <Icon aria-hidden className="size-3.5 shrink-0" /> : null}
      {children}
    </span>
  )
}

/** Colour, icon and word together: none of them alone carries the meaning. */
export function StatusBadge({ state, word }: { state: string; word?: string }) {
  const look = statusLook(state)
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {word ?? look.word}
    </Badge>
  )
}
