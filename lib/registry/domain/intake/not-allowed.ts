import type { Finding } from './finding'

const CODE = 'pickle_import_not_allowed'
const MAX_LISTED = 100
const SHOWN = 5

/** A pickle that imports more than is harmless anywhere. */
export function notAllowed(path: string, imports: readonly string[]): Finding {
  const message = `It imports ${imports.slice(0, SHOWN).join(', ')}, which is not on the allow-list.`
  const listed = imports.length <= MAX_LISTED ? { imports: [...imports] } : {}
  return { code: CODE, answer: 'quarantine', verdict: 'suspicious', path, message, ...listed }
}

function isAllowed(name: string, allowed: readonly string[]): boolean {
  const module = name.slice(0, name.lastIndexOf('.') + 1)
  return allowed.includes(name) || (module !== '' && /\w$/.test(name) && allowed.includes(`${module}*`))
}

/** The same finding under the rules of a workspace, whatever rules it was judged under before. Pickles stay what they are: never served. */
export function underRules(finding: Finding, allowed: readonly string[]): Finding {
  const { imports } = finding
  if (finding.code !== CODE || imports === undefined) return finding
  const rest = imports.filter((name) => !isAllowed(name, allowed))
  if (rest.length > 0) return { ...notAllowed(finding.path, rest), imports }
  const message = `It imports ${imports.slice(0, SHOWN).join(', ')}, which this workspace allows.`
  return { ...finding, verdict: 'clean', message }
}
