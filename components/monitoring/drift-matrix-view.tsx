'use client'
import clsx from 'clsx'
import { formatChartTime } from '@/components/charts/chart-time'
import { formatCount, formatNumber } from '@/components/ui/format-number'
import type { DriftMatrix } from '@/lib/monitoring/contract'
import { heatLevel, VERDICT_WORD } from './describe-drift'

interface DriftMatrixViewProps {
  matrix: DriftMatrix
  chosen: string
  onChoose: (feature: string) => void
}

const HEAT = ['var(--heat-0)', 'var(--heat-1)', 'var(--heat-2)', 'var(--heat-3)', 'var(--heat-4)', 'var(--heat-5)']
type Row = DriftMatrix['rows'][number]

function cellWords(row: Row, cell: Row['cells'][number], time: string): string {
  const size =
    cell.effect === null ? '' : `, effect ${formatNumber(cell.effect)} (${formatNumber(cell.ratio ?? 0)} of its floor)`
  return `${row.feature}, ${time}: ${VERDICT_WORD[cell.verdict]}${size}, n ${formatCount(cell.n)}`
}

function peak(row: Row): number {
  return Math.max(
    0,
    ...row.cells
      .filter((cell) => cell.verdict === 'CHANGE' || cell.verdict === 'NO_CHANGE')
      .map((cell) => cell.ratio ?? 0),
  )
}

/** Features down by impact, time across: shade is size, outline is significance, hollow cannot tell, hatched has no data. */
export function DriftMatrixView({ matrix, chosen, onChoose }: DriftMatrixViewProps) {
  const rows = [...matrix.rows].sort((a, b) => peak(b) - peak(a) || a.feature.localeCompare(b.feature))
  const span = Date.parse(matrix.to) - Date.parse(matrix.from)
  const times = matrix.slots.map((slot) => formatChartTime(Date.parse(slot), span))
  // A name under every slot would not fit; the last one would leave the table.
  const every = Math.max(2, Math.ceil(times.length / 8))
  return (
    <div className="overflow-x-auto">
      <table aria-label="Drift by feature and time" className="w-full border-separate border-spacing-px text-xs">
        <tbody>
          {rows.map((row) => (
            <tr key={row.feature}>
              <th scope="row" className="sticky left-0 z-10 w-px bg-canvas pr-3 text-left font-normal">
                <button
                  type="button"
                  aria-pressed={chosen === row.feature}
                  onClick={() => onChoose(row.feature)}
                  className="h-6 rounded-sm px-1 whitespace-nowrap hover:underline aria-pressed:font-semibold"
                >
                  {row.feature}
                </button>
              </th>
              {row.cells.map((cell, index) => {
                const words = cellWords(row, cell, times[index] ?? '')
                const known = cell.verdict === 'CHANGE' || cell.verdict === 'NO_CHANGE'
                return (
                  <td key={matrix.slots[index]} title={words} className="p-0">
                    <span
                      role="img"
                      aria-label={words}
                      className={clsx(
                        'block h-6 min-w-3.5 rounded-[2px]',
                        cell.verdict === 'CANNOT_TELL' && 'border border-line-strong/60',
                        cell.verdict === 'NO_DATA' && 'hatched',
                        cell.verdict === 'CHANGE' && 'outline-2 -outline-offset-2 outline-ink',
                      )}
                      style={known ? { background: HEAT[heatLevel(cell.ratio)] } : undefined}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            {times.map((time, index) => (
              <td key={matrix.slots[index]} className="h-5 overflow-visible text-faint">
                {index % every === 0 ? <span className="block w-0 whitespace-nowrap">{time}</span> : null}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
