import { WireRefusal } from './mlflow-server'
import type { Report } from './report'

/** A refusal concerns one thing only: it is reported and the rest goes on. Anything else ends the import, which can be started again. */
export async function attempt<T>(report: Report, what: string, task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task()
  } catch (error) {
    if (!(error instanceof WireRefusal)) throw error
    report.problem(what, error)
    return undefined
  }
}
