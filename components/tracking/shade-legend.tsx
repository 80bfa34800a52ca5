import type { ParallelAxis } from './parallel-axis'
import { shadeColor } from './shade-color'

/** What the colours of the lines mean. */
export function ShadeLegend({ axis }: { axis: ParallelAxis }) {
  return (
    <p className="flex items-center gap-2 text-xs text-muted">
      {axis.field.key} {axis.label(0)}
      <span
        aria-hidden
        className="h-1.5 w-24 rounded-full"
        style={{ background: `linear-gradient(to right, ${shadeColor(0)}, ${shadeColor(0.5)}, ${shadeColor(1)})` }}
      />
      {axis.label(1)}
    </p>
  )
}
