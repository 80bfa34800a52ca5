import type { Finding } from './finding'
import type { Inspection } from './inspection'
import { notAllowed } from './not-allowed'
import { judgeImport } from './pickle-imports'
import { readPickle } from './read-pickle'
import { shortenText } from './shorten-text'
import { unreadable } from './unreadable'

const unique = (names: readonly string[]) => [...new Set(names)]
const list = (names: readonly string[]) => unique(names).slice(0, 5).join(', ')

/** Pickles run code when they are loaded: always quarantined, and judged by what they would import. */
export function inspectPickle(path: string, bytes: Uint8Array, inArchive = false): Inspection {
  const facts = readPickle(bytes)
  const names = (level: string) =>
    facts.imports.filter((i) => judgeImport(i) === level).map((i) => shortenText(`${i.module}.${i.name}`, 100))
  const critical = names('critical')
  const other = names('other')
  const findings: Finding[] = []
  const add = (code: string, verdict: Finding['verdict'], message: string) =>
    findings.push({ code, answer: 'quarantine', verdict, path, message })
  if (critical.length > 0) add('pickle_critical_import', 'dangerous', `Loading it would call into ${list(critical)}.`)
  if (facts.unresolved)
    add('pickle_unresolved_import', 'dangerous', 'It imports names that are computed while loading.')
  if (other.length > 0) findings.push(notAllowed(path, unique(other)))
  if (facts.exceeded) findings.push(unreadable(path, 'It builds more objects at once than are followed here.'))
  else if (facts.streams === 0) findings.push(unreadable(path, 'No pickle in it has an end; it is cut off or damaged.'))
  if (facts.alters)
    add(
      'pickle_alters_import',
      'suspicious',
      'It changes an imported class or function itself, not an object made from it.',
    )
  // Tensors of a torch archive are named like this; elsewhere there is no telling what the names stand for.
  if (facts.persistent && !inArchive)
    add('pickle_persistent_name', 'suspicious', 'It names objects that only the program which loads it can supply.')
  if (facts.broken) add('pickle_broken_tail', 'suspicious', 'It holds bytes that belong to no complete pickle.')
  if (facts.streams > 1)
    add('pickle_several_streams', 'suspicious', `It holds ${facts.streams} pickles one after the other.`)
  add(
    'format_not_allowed',
    'clean',
    'Pickles can run code when they are loaded and are never served. Export the model to ONNX.',
  )
  const header = { pickles: facts.streams, imports: unique([...critical, ...other, ...names('allowed')]).slice(0, 100) }
  return { format: 'pickle', findings, header }
}
