import { worstAnswer, worstVerdict } from '../domain/intake/finding'
import { inspectFile } from '../domain/intake/inspect-file'

/** Answer, verdict and codes of one file of a version: `refuse dangerous polyglot`. */
export function inspectVerdict(path: string, bytes: Uint8Array, siblings: Record<string, number> = {}): string {
  const { findings } = inspectFile(path, bytes, new Map(Object.entries(siblings)))
  const verdict = worstVerdict(findings)
  const codes = findings.filter((finding) => finding.verdict === verdict && verdict !== 'clean').map(({ code }) => code)
  return [worstAnswer(findings), verdict, ...new Set(codes)].join(' ')
}
