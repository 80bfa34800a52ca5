import clsx from 'clsx'

export interface ButtonLook {
  tone?: 'primary' | 'secondary' | 'quiet' | 'harm'
  size?: 'sm' | 'md' | 'lg' | 'icon'
}

const TONE = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover border border-transparent',
  secondary: 'bg-surface text-ink border border-line hover:bg-hover',
  quiet: 'text-muted hover:bg-hover hover:text-ink border border-transparent',
  harm: 'bg-harm-solid text-on-harm hover:bg-harm-solid-hover border border-transparent',
}

const SIZE = {
  sm: 'h-7 px-2 text-xs gap-1',
  md: 'h-8 px-3 text-sm gap-1.5',
  lg: 'h-11 px-4 text-base gap-2',
  icon: 'size-8 justify-center',
}

/** Shared by buttons and by links that look like buttons. */
export function buttonClass({ tone = 'secondary', size = 'md' }: ButtonLook): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-sm font-medium whitespace-nowrap transition-colors select-none',
    '[&_svg]:size-4 [&_svg]:shrink-0 data-disabled:opacity-55 data-disabled:hover:bg-[initial]',
    TONE[tone],
    SIZE[size],
  )
}
