import type { Finding } from './finding'

/** What leads from a template's values to the interpreter; templates of conversations need loops and texts only. */
const REACHING =
  /__\w+__|\\x5f|\\u005f|\\137|\|\s*attr\s*\(|\b(lipsum|cycler|joiner)\s*[.[|]|\bself\s*\.\s*_|\b(os|subprocess)\s*\.\s*\w/i

/** What stands between the marks of expressions and statements. */
const expressionsOf = (text: string) =>
  text
    .split(/\{[{%]/)
    .slice(1)
    .map((part) => part.split(/[%}]\}/, 1)[0] ?? '')

/** Templates of Jinja are programs that many loaders run when a conversation begins. */
export function templateFinding(path: string, templates: readonly string[]): Finding[] {
  const reaches = templates.some((text) => expressionsOf(text).some((inside) => REACHING.test(inside)))
  const message = 'A template in it reaches for the interpreter that runs it.'
  return reaches ? [{ code: 'template_code', answer: 'quarantine', verdict: 'dangerous', path, message }] : []
}
