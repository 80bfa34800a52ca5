interface ChartLegendProps {
  items: readonly { id: string; label: string; color: string; dash?: string; value?: string }[]
}

/** Line samples with the newest value: the legend answers before the reader measures. */
export function ChartLegend({ items }: ChartLegendProps) {
  return (
    <ul className="mb-1 flex flex-wrap gap-x-4 gap-y-0.5 text-xs">
      {items.map((item) => (
        <li key={item.id} className="inline-flex min-w-0 items-center gap-1.5">
          <svg aria-hidden="true" width="14" height="6" className="shrink-0">
            <line x1="0" x2="14" y1="3" y2="3" stroke={item.color} strokeWidth="2" strokeDasharray={item.dash} />
          </svg>
          <span className="max-w-64 truncate text-muted" title={item.label}>
            {item.label}
          </span>
          {item.value ? <span className="font-medium">{item.value}</span> : null}
        </li>
      ))}
    </ul>
  )
}
