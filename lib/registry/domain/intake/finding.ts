export type Answer = 'accept' | 'quarantine' | 'refuse'
export type ScanVerdict = 'clean' | 'suspicious' | 'unscannable' | 'dangerous'

/** One thing that intake noticed: what to do about it, how bad it is, where, and why, for a person. */
export interface Finding {
  code: string
  answer: Answer
  verdict: ScanVerdict
  path: string
  message: string
}

const ANSWERS: readonly Answer[] = ['accept', 'quarantine', 'refuse']
const VERDICTS: readonly ScanVerdict[] = ['clean', 'suspicious', 'unscannable', 'dangerous']

export function worstAnswer(findings: readonly Finding[]): Answer {
  return ANSWERS[Math.max(0, ...findings.map((f) => ANSWERS.indexOf(f.answer)))] ?? 'refuse'
}

export function worstVerdict(findings: readonly Finding[]): ScanVerdict {
  return VERDICTS[Math.max(0, ...findings.map((f) => VERDICTS.indexOf(f.verdict)))] ?? 'unscannable'
}

/** The gravest finding leads: it becomes the reason that is shown first. */
export function byGravity(a: Finding, b: Finding): number {
  const answer = ANSWERS.indexOf(b.answer) - ANSWERS.indexOf(a.answer)
  return answer !== 0 ? answer : VERDICTS.indexOf(b.verdict) - VERDICTS.indexOf(a.verdict)
}
