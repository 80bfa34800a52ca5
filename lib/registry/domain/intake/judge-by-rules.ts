import { byGravity, type Finding, reasonOf, type ScanVerdict, worstVerdict } from './finding'
import { underRules } from './not-allowed'

export interface Judgement {
  findings: Finding[]
  verdict: ScanVerdict
  /** What is shown first, where the version is not READY. */
  reason: string | null
}

/** What intake found, as the rules of a workspace see it: no file is read again, the findings say what is needed. */
export function judgeByRules(found: readonly Finding[], allowed: readonly string[]): Judgement {
  const findings = found.map((finding) => underRules(finding, allowed)).sort(byGravity)
  return { findings, verdict: worstVerdict(findings), reason: reasonOf(findings[0]) }
}
