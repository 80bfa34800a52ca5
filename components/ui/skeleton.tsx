import clsx from 'clsx'

/** A resting place of the final size; give it the height and width of what will come. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block animate-pulse rounded-sm bg-sunken', className)} />
}
