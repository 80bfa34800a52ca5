import type { Finding } from './finding'
import { judgeImport } from './pickle-imports'
import { shortenText } from './shorten-text'
import { unreadable } from './unreadable'

const MAX_VALUES = 2_000_000
const PLAIN = /^builtins\.(dict|list|tuple|set|str|bytes|int|float|bool|slice)$/

/** Every type that a skops schema asks its reader to build. */
function typesOf(schema: unknown): Set<string> {
  const found = new Set<string>()
  const work: unknown[] = [schema]
  for (let seen = 0; work.length > 0; seen += 1) {
    const value = work.pop()
    if (seen > MAX_VALUES) return found.add('more.than can be looked at')
    if (typeof value !== 'object' || value === null) continue
    if (!Array.isArray(value)) {
      const {
        __module__: module,
        __class__: name,
        module_path: from,
        function: called,
      } = value as Record<string, unknown>
      if (typeof module === 'string' && typeof name === 'string') found.add(`${module}.${name}`)
      if (typeof from === 'string' && typeof called === 'string') found.add(`${from}.${called}`)
    }
    for (const item of Object.values(value)) work.push(item)
  }
  return found
}

/** skops names its types instead of running opcodes; they are judged as a pickle's imports are. */
export function skopsFindings(path: string, text: string): Finding[] {
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch {
    return [unreadable(path, 'The schema of the model is not JSON.')]
  }
  const types = [...typesOf(schema)]
  const names = (level: string) =>
    types.filter((full) => {
      if (PLAIN.test(full)) return false
      const at = full.lastIndexOf('.')
      return judgeImport({ module: full.slice(0, at), name: full.slice(at + 1) }) === level
    })
  const shown = (list: readonly string[]) => shortenText(list.slice(0, 5).join(', '))
  const findings: Finding[] = []
  const add = (code: string, verdict: Finding['verdict'], message: string) =>
    findings.push({ code, answer: 'quarantine', verdict, path, message })
  const [critical, other] = [names('critical'), names('other')]
  if (critical.length > 0) add('skops_critical_type', 'dangerous', `Loading it would build ${shown(critical)}.`)
  if (other.length > 0)
    add('skops_type_not_allowed', 'suspicious', `It builds ${shown(other)}, which is not on the allow-list.`)
  return findings
}
