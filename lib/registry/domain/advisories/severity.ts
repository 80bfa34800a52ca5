import { cvss3BaseScore } from './cvss-score'
import { cvss4BaseScore } from './cvss4-score'
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

/** The first vector of a standard that the reader of it understands. */
function scored(given: readonly { score: string }[], read: (vector: string) => number | null) {
  for (const { score: vector } of given) {
    const score = read(vector)
    if (score !== null) return { vector, score }
  }
  return null
}

/** The base score of the vector in CVSS 4, else in CVSS 3; else the word that the database gives; else unknown, never low. */
export function severityOf(record: OsvRecord, affected: OsvAffected): Severity {
  const given = affected.severity.length > 0 ? affected.severity : record.severity
  const found = scored(given, cvss4BaseScore) ?? scored(given, cvss3BaseScore)
  const word = WORDS[record.database_specific.severity?.toUpperCase() ?? '']
  if (found !== null) return { level: levelOf(found.score), ...found }
  return { level: word ?? 'unknown', score: null, vector: given[0]?.score ?? null }
}

/** The graver of two; an unknown one never hides a known one. */
export function graver(a: Severity, b: Severity): Severity {
  if (a.level === b.level) return (b.score ?? 0) > (a.score ?? 0) ? b : a
  return SEVERITIES.indexOf(a.level) <= SEVERITIES.indexOf(b.level) ? a : b
}
