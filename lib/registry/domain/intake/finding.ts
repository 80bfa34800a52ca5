export type Answer = 'accept' | 'quarantine' | 'refuse'
export type ScanVerdict = 'clean' | 'suspicious' | 'unscannable' | 'dangerous'

/** One thing that intake noticed: what to do about it, how bad it is, where, and why, for a person. */
export interface Finding {
  code: string
  answer: Answer
  verdict: ScanVerdict
  path: string
  message: string
  /** All that is meant, where a workspace may think otherwise of it; left out where there is too much of it to be listed. */
  imports?: string[] | undefined
}

const ANSWERS: readonly Answer[] = ['accept', 'quarantine', 'refuse']
const VERDICTS: readonly ScanVerdict[] = ['clean', 'suspicious', 'unscannable', 'dangerous']

export function worstAnswer(findings: readonly Finding[]): Answer {
  return ANSWERS[Math.max(0, ...findings.map((f) => ANSWERS.indexOf(f.answer)))] ?? 'refuse'
}

export function worstVerdict(findings: readonly Finding[]): ScanVerdict {
  return VERDICTS[Math.max(0, ...findings.map((f) => VERDICTS.indexOf(f.verdict)))] ?? 'unscannable'
}

/** Which file, and what about it. */
export function reasonOf(finding: Finding | undefined): string | null {
  if (finding === undefined) return null
  return finding.path === '' ? finding.message : `${finding.path}: ${finding.message}`
}

/** The gravest finding leads: it becomes the reason that is shown first. */
export function byGravity(a: Finding, b: Finding): number {
  const answer = ANSWERS.indexOf(b.answer) - ANSWERS.indexOf(a.answer)
  return answer !== 0 ? answer : VERDICTS.indexOf(b.verdict) - VERDICTS.indexOf(a.verdict)
}
