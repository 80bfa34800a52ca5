import { parseRequirement, type Requirement } from './requirement'

export type RequirementLine = { line: number; text: string } & (
  | { kind: 'requirement'; requirement: Requirement }
  /** Another file whose lines count as well; constraints only narrow what is asked for elsewhere. */
  | { kind: 'include'; path: string; constraint: boolean }
  /** A path, an archive or a repository without a name in front: what it is, only an installation would tell. */
  | { kind: 'direct' }
  | { kind: 'unreadable' }
)

const INCLUDE = /^(?:(-r|--requirement|-c|--constraint)(?:\s+|=)|(-r|-c)(?=\S))\s*(.+)$/
const EDITABLE = /^(?:-e|--editable)(?:\s+|=)(.+)$/
const DIRECT = /^(?:[a-z+]+:\/\/|git\+|file:|\.{0,2}\/|[^\s@=<>!~;[]+\.(?:whl|zip|tar\.gz|tar\.bz2|tgz)(?:\s|;|$))/i
const NAMED_BY_EGG = /#(?:.*&)?egg=([A-Za-z0-9][A-Za-z0-9._-]*)/

/** Lines as pip joins them: a backslash at the end continues, ` #` begins a comment. */
function logicalLines(text: string): { line: number; text: string }[] {
  const joined: { line: number; text: string }[] = []
  let open: { line: number; text: string } | null = null
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const continues: boolean = raw.endsWith('\\') && !/^\s*#/.test(raw)
    const part: string = continues ? raw.slice(0, -1) : raw
    const whole: { line: number; text: string } = { line: open?.line ?? index + 1, text: (open?.text ?? '') + part }
    open = continues ? whole : null
    if (open === null) joined.push(whole)
  }
  if (open !== null) joined.push(open)
  return joined
    .map(({ line, text: whole }) => ({ line, text: whole.replace(/(^|\s)#.*$/s, '').trim() }))
    .filter((one) => one.text !== '')
}

function readLine(line: number, text: string): RequirementLine | null {
  const include = INCLUDE.exec(text)
  if (include) {
    const flag = include[1] ?? include[2] ?? ''
    return {
      line,
      text,
      kind: 'include',
      path: (include[3] ?? '').trim(),
      constraint: /c/.test(flag.replace('requirement', '')),
    }
  }
  const target = EDITABLE.exec(text)?.[1] ?? text
  if (target.startsWith('-')) return null
  const egg = DIRECT.test(target) ? NAMED_BY_EGG.exec(target)?.[1] : undefined
  if (egg !== undefined) {
    const requirement = parseRequirement(`${egg} @ ${target.split(/\s/)[0]}`)
    if (requirement) return { line, text, kind: 'requirement', requirement }
  }
  if (DIRECT.test(target) || target !== text) return { line, text, kind: 'direct' }
  // Options of one requirement (--hash=…, --config-settings=…) say nothing about its version.
  const requirement = parseRequirement(target.replace(/\s+--[a-z].*$/s, ''))
  return requirement ? { line, text, kind: 'requirement', requirement } : { line, text, kind: 'unreadable' }
}

/** A requirements file as data; options that are about indexes and installation are left out. */
export function readRequirementLines(text: string): RequirementLine[] {
  return logicalLines(text).flatMap((one) => readLine(one.line, one.text) ?? [])
}
