import { formatElapsed, type XAxis } from './plot-axis'
import type { LinePoint, PlotLine } from './prepare-metric-lines'
import { nearestPoint } from './read-lines'

interface LineReadingProps {
  lines: readonly PlotLine[]
  /** 0 to 1. */
  at: number
  axis: XAxis
  format: (value: number) => string
}

const MOST = 12

function placeText(point: LinePoint, line: PlotLine, axis: XAxis): string {
  if (axis === 'step') return `step ${point.step}`
  if (axis === 'relative') return `${formatElapsed(point.atMs - line.startMs)}, step ${point.step}`
  return new Date(point.atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' })
}

/** What stands nearest to the pointer, line by line. */
export function LineReading({ lines, at, axis, format }: LineReadingProps) {
  const read = lines.flatMap((line) => {
    const point = nearestPoint(line.points, at)
    return point ? [{ line, point }] : []
  })
  return (
    <>
      <span
        className="pointer-events-none absolute inset-y-0 border-l border-dashed border-line-strong"
        style={{ left: `${at * 100}%` }}
      />
      <div
        className="pointer-events-none absolute top-1 z-10 max-w-72 rounded-sm border bg-raised px-2 py-1.5 text-xs text-ink shadow-float"
        style={at < 0.5 ? { left: `calc(${at * 100}% + 8px)` } : { right: `calc(${(1 - at) * 100}% + 8px)` }}
      >
        {read.slice(0, MOST).map(({ line, point }) => (
          <div key={line.id} className="flex items-center gap-1.5">
            <span className="size-2 shrink-0 rounded-[2px]" style={{ background: line.color }} />
            <span className="min-w-0 flex-1 truncate text-muted">{line.label}</span>
            <span className="font-medium whitespace-nowrap">
              {Number.isFinite(point.value) ? format(point.value) : String(point.value)}
            </span>
            <span className="whitespace-nowrap text-faint">{placeText(point, line, axis)}</span>
          </div>
        ))}
        {read.length > MOST ? <div className="text-faint">and {read.length - MOST} more</div> : null}
      </div>
    </>
  )
}
