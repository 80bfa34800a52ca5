import type { RunView } from '@/lib/registry/tracking/run-contract'
import { valueText } from './parallel-axis'
import type { ParallelModel } from './prepare-parallel'
import { loggedOf } from './run-fields'

/** The lines of the drawing as rows; what a range drops stays out here too. */
export function ParallelTable({ model, runs }: { model: ParallelModel; runs: readonly RunView[] }) {
  const kept = new Set(model.kept)
  return (
    <table aria-label="Runs over the axes" className="w-full">
      <thead className="sticky top-0 bg-sunken text-left">
        <tr>
          <th scope="col" className="px-2 py-1 font-medium">
            Run
          </th>
          {model.axes.map((axis) => (
            <th key={axis.field.id} scope="col" className="px-2 py-1 text-right font-medium">
              {axis.field.key}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y">
        {runs
          .filter((run) => kept.has(run.runId))
          .map((run) => (
            <tr key={run.runId}>
              <th scope="row" className="px-2 py-1 text-left font-normal">
                {run.name}
              </th>
              {model.axes.map((axis) => (
                <td key={axis.field.id} className="px-2 py-1 text-right break-all">
                  {valueText(loggedOf(run, axis.field))}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  )
}
