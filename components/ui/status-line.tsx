import clsx from 'clsx'
import type { ReactNode } from 'react'
import { statusLook, type Tone } from './status'

const TEXT: Record<Tone, string> = {
  good: 'text-good-mark',
  attention: 'text-attention-mark',
  harm: 'text-harm-mark',
  progress: 'text-progress-mark',
  unknown: 'text-unknown-mark',
}

/** Icon and word without a surface, for dense rows and headers. */
export function StatusLine({ state, children }: { state: string; children?: ReactNode }) {
  const { icon: Icon, tone, word } = statusLook(state)
  return (
    <span className="inline-flex items-center gap-1 align-middle whitespace-nowrap">
      <Icon aria-hidden className={clsx('size-3.5 shrink-0', TEXT[tone])} />
      {children ?? word}
    </span>
  )
}
