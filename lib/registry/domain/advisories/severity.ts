import { cvss3BaseScore } from './cvss-score'
import type { OsvAffected, OsvRecord } from './osv-record'

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const
export type SeverityLevel = (typeof SEVERITIES)[number]

export interface Severity {
  level: SeverityLevel
  /** Base score, where it was computed from the vector. */
  score: number | null
  vector: string | null
}

const WORDS: Record<string, SeverityLevel> = {
  CRITICAL: 'critical',
  HIGH: 'high',
  MODERATE: 'medium',
  MEDIUM: 'medium',
  LOW: 'low',
}

function levelOf(score: number): SeverityLevel {
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 ? 'low' : 'none'
}

/** The score of the vector where one is given in CVSS 3; else the word that the database gives; else unknown, never low. */
export function severityOf(record: OsvRecord, affected: OsvAffected): Severity {
  const given = affected.severity.length > 0 ? affected.severity : record.severity
  const third = given.find((one) => cvss3BaseScore(one.score) !== null)
  const score = third ? cvss3BaseScore(third.score) : null
  const word = WORDS[record.database_specific.severity?.toUpperCase() ?? '']
  const vector = third?.score ?? given[0]?.score ?? null
  return { level: score === null ? (word ?? 'unknown') : levelOf(score), score, vector }
}

/** The graver of two; an unknown one never hides a known one. */
export function graver(a: Severity, b: Severity): Severity {
  if (a.level === b.level) return (b.score ?? 0) > (a.score ?? 0) ? b : a
  return SEVERITIES.indexOf(a.level) <= SEVERITIES.indexOf(b.level) ? a : b
}
