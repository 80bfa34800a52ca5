const SHADES = ['var(--heat-0)', 'var(--heat-1)', 'var(--heat-2)', 'var(--heat-3)', 'var(--heat-4)', 'var(--heat-5)']

export function DriftLegend() {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      <span className="inline-flex items-center gap-1">
        none
        {SHADES.map((shade) => (
          <span key={shade} aria-hidden className="h-3 w-4 rounded-[2px]" style={{ background: shade }} />
        ))}
        4 times its floor and more
      </span>
      <span className="inline-flex items-center gap-1">
        <span aria-hidden className="size-3 rounded-[2px] bg-sunken outline-2 -outline-offset-2 outline-ink" />{' '}
        significant change
      </span>
      <span className="inline-flex items-center gap-1">
        <span aria-hidden className="size-3 rounded-[2px] border border-line-strong" /> cannot tell
      </span>
      <span className="inline-flex items-center gap-1">
        <span aria-hidden className="hatched size-3 rounded-[2px]" /> no data
      </span>
    </p>
  )
}
