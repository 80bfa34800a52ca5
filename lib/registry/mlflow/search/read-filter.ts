import { PROMPT_TAG, readTerm, type SearchSubject, type SearchTerm } from '../../domain/search/registry-search'
import { parseFilter } from '../../tracking/domain/parse-filter'
import { invalidParameter } from '../mlflow-error'

/** A filter as terms; what it cannot mean is refused in MLflow's words. Versions that are prompts are found only when asked for. */
export function readFilter(subject: SearchSubject, filter: string): SearchTerm[] {
  const parsed = parseFilter(filter)
  if (!parsed.ok) throw invalidParameter(parsed.problem)
  const terms = parsed.clauses.map((clause) => {
    const outcome = readTerm(subject, clause)
    if (!outcome.ok) throw invalidParameter(outcome.problem)
    return outcome.term
  })
  const asksForPrompts = terms.some(
    (term) => term.kind === 'no-prompt' || (term.kind === 'tag' && term.key === PROMPT_TAG),
  )
  if (subject === 'versions' && !asksForPrompts) terms.push({ kind: 'no-prompt' })
  return terms
}
