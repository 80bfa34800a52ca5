import { formatCount } from '@/components/ui/format-number'
import type { PlotLine } from './prepare-metric-lines'
import { figuresOf } from './read-lines'

interface LineTableProps {
  lines: readonly PlotLine[]
  format: (value: number) => string
}

const HEAD = ['Points', 'First', 'Lowest', 'Highest', 'Latest']

/** The chart's lines in numbers, each with its step. */
export function LineTable({ lines, format }: LineTableProps) {
  return (
    <table className="w-full">
      <thead className="sticky top-0 bg-sunken text-left">
        <tr>
          <th scope="col" className="px-2 py-1 font-medium">
            Line
          </th>
          {HEAD.map((word) => (
            <th key={word} scope="col" className="px-2 py-1 text-right font-medium">
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {lines.map((line) => {
          const figures = figuresOf(line)
          return (
            <tr key={line.id}>
              <th scope="row" className="min-w-28 px-2 py-1 text-left font-normal break-all text-muted">
                {line.label}
              </th>
              <td className="px-2 py-1 text-right">{formatCount(line.count)}</td>
              {(['first', 'lowest', 'highest', 'last'] as const).map((which) => (
                <td key={which} className="px-2 py-1 text-right whitespace-nowrap">
                  {figures === null ? (
                    <span className="text-faint">no number</span>
                  ) : (
                    <>
                      {format(figures[which].value)} <span className="text-faint">at {figures[which].step}</span>
                    </>
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
