import { cardLicence } from './domain/licence/card-licence'
import { readLicence } from './domain/licence/licence-expression'
import type { LicenceView } from './provenance-contract'

interface Cards {
  /** Set by a person: outranks every card. */
  licence: string | null
  card: string
  modelCard: string
}

/** The licence of a version: what a person set, else its own card, else the card of its model. */
export function readLicenceOf({ licence, card, modelCard }: Cards): LicenceView {
  const nothing: LicenceView = { expression: null, source: null, stated: null, problem: null, deprecated: [] }
  const stated = [
    { source: 'person' as const, text: licence },
    { source: 'card' as const, text: cardLicence(card) },
    { source: 'model-card' as const, text: cardLicence(modelCard) },
  ].find((one) => one.text !== null)
  if (!stated || stated.text === null) return nothing
  const reading = readLicence(stated.text)
  if (!reading.ok) return { ...nothing, source: stated.source, stated: stated.text, problem: reading.problem }
  return { ...nothing, source: stated.source, expression: reading.expression, deprecated: reading.deprecated }
}
