/** Clients name the run that another one was begun in by this tag. */
export const PARENT_RUN_TAG = 'mlflow.parentRunId'

/** Words of MLflow's filter grammar; text without any of them is a part of a run's name. */
const GRAMMAR = /[=<>]|\s(?:LIKE|ILIKE|IN)(?=[\s('"])/i

function quoted(text: string): string {
  return text.includes("'") ? `"${text.replaceAll('"', '')}"` : `'${text}'`
}

/** What is typed and chosen above the table, as one filter of the server. */
export function filterOf(text: string, status: string): string {
  const typed = text.trim()
  const clauses = [
    typed === '' ? '' : GRAMMAR.test(typed) ? typed : `run_name ILIKE ${quoted(`%${typed}%`)}`,
    status === '' ? '' : `status = '${status}'`,
  ]
  return clauses.filter((clause) => clause !== '').join(' AND ')
}

/** "-metrics.val/loss" as "metrics.`val/loss` DESC". */
export function orderOf(sort: string): string {
  const isDown = sort.startsWith('-')
  const name = isDown ? sort.slice(1) : sort
  const [, kind, key] = /^(metrics|params)\.(.*)$/s.exec(name) ?? []
  return `${kind === undefined ? name : `${kind}.\`${key ?? ''}\``} ${isDown ? 'DESC' : 'ASC'}`
}
