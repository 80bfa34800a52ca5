import { invalidParameter } from '../mlflow-error'
import type { RequestFields } from '../request-fields'

const VIEWS = ['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL'] as const

/** Which life cycle stages a search shows; only what is active when not said. */
export function viewOf(fields: RequestFields, name: string): (typeof VIEWS)[number] {
  const text = (fields.text(name) || 'ACTIVE_ONLY').toUpperCase()
  const view = VIEWS.find((one) => one === text)
  if (view === undefined) throw invalidParameter(`Invalid value '${text}' for parameter '${name}' supplied.`)
  return view
}
