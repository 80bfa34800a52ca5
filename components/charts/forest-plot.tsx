import type { ForestInput, ForestRow } from './prepare-forest'
import { prepareForest } from './prepare-forest'

interface ForestPlotProps {
  label: string
  rows: readonly ForestInput[]
  format: (value: number, row: ForestInput) => string
}

const WORD_CLASS: Record<ForestRow['verdict'], string> = {
  better: 'text-good',
  'no harm': 'text-good',
  worse: 'text-harm',
  'cannot tell': 'text-unknown',
  insufficient: 'text-unknown',
}

function Interval({ row }: { row: ForestRow }) {
  const percent = (x: number) => `${x * 100}%`
  const color =
    row.verdict === 'worse' ? 'var(--harm-mark)' : row.verdict === 'better' ? 'var(--good-mark)' : 'var(--ink)'
  return (
    <svg aria-hidden="true" className="h-5 w-full" preserveAspectRatio="none">
      {row.harmEdge === null ? null : (
        <rect x="0" y="0" width={percent(row.harmEdge)} height="20" fill="var(--chart-zone-harm)" />
      )}
      <line x1="50%" x2="50%" y1="0" y2="20" stroke="var(--line-strong)" />
      {row.mark === null ? null : (
        <>
          <line
            x1={percent(row.low)}
            x2={percent(row.high)}
            y1="10"
            y2="10"
            stroke={color}
            strokeWidth="2"
            strokeDasharray={row.openLow || row.openHigh ? '3 3' : undefined}
          />
          {row.openLow ? null : (
            <line x1={percent(row.low)} x2={percent(row.low)} y1="6" y2="14" stroke={color} strokeWidth="2" />
          )}
          {row.openHigh ? null : (
            <line x1={percent(row.high)} x2={percent(row.high)} y1="6" y2="14" stroke={color} strokeWidth="2" />
          )}
          <circle
            cx={percent(row.mark)}
            cy="10"
            r="4"
            fill={row.verdict === 'cannot tell' ? 'var(--surface)' : color}
            stroke={color}
            strokeWidth="1.5"
          />
        </>
      )}
    </svg>
  )
}

/** Differences with intervals: right is better, the shaded zone is harm. Itself a table, so it needs no second one. */
export function ForestPlot({ label, rows, format }: ForestPlotProps) {
  return (
    <table aria-label={label} className="w-full text-sm">
      <thead>
        <tr className="text-left text-xs text-muted">
          <th scope="col" className="py-1 pr-3 font-medium">
            Metric
          </th>
          <th scope="col" className="py-1 pr-3 font-medium phone:hidden">
            Difference [95 % interval]
          </th>
          <th scope="col" className="w-[36%] py-1 font-medium">
            <span className="flex justify-between">
              <span>worse</span>
              <span>better</span>
            </span>
          </th>
          <th scope="col" className="py-1 pl-3 font-medium">
            Verdict
          </th>
        </tr>
      </thead>
      <tbody>
        {prepareForest(rows).map((row) => {
          const d = row.difference
          const text =
            d === null
              ? 'insufficient data'
              : `${format(d.value, row)} [${d.lower === null ? 'open' : format(d.lower, row)}, ${d.upper === null ? 'open' : format(d.upper, row)}]`
          return (
            <tr key={row.id} className="border-t">
              <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                {row.label}
                <span className="hidden text-xs font-normal text-muted phone:block">{text}</span>
              </th>
              <td className="py-1.5 pr-3 whitespace-nowrap phone:hidden">
                {text} {row.n ? <span className="text-xs text-faint">{row.n}</span> : null}
              </td>
              <td className="py-1.5">
                {d === null ? <span className="hatched block h-5 rounded-sm" /> : <Interval row={row} />}
              </td>
              <td className={`py-1.5 pl-3 whitespace-nowrap ${WORD_CLASS[row.verdict]}`}>
                {row.verdict}
                {row.note ? <span className="block text-xs text-muted">{row.note}</span> : null}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
