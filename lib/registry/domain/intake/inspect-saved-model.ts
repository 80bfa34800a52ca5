import { posix } from 'node:path'
import type { Finding } from './finding'
import type { Inspection, Siblings } from './inspection'
import { shortenText } from './shorten-text'
import { type WireField, wireFields, wireText } from './wire-reader'

/** Operations that reach files or call back into Python. */
const REACHING = new Set([
  'ReadFile',
  'WriteFile',
  'MatchingFiles',
  'PyFunc',
  'PyFuncStateless',
  'EagerPyFunc',
  'ImmutableConst',
  'LoadLibrary',
  'TextLineDataset',
  'TFRecordDataset',
  'FixedLengthRecordDataset',
  'CreateSummaryFileWriter',
])
const MAX_TEXTS = 200

interface MetaGraph {
  tags: string[]
  operations: Map<string, number>
  signatures: string[]
}

const bytesOf = (field: WireField): Uint8Array => (field.type === 'bytes' ? field.value : new Uint8Array())

function* children(message: Uint8Array, number: number): Generator<Uint8Array> {
  for (const field of wireFields(message)) if (field.number === number && field.type === 'bytes') yield field.value
}

/** Where a field appears twice, the last one is what every reader takes. */
function textAt(message: Uint8Array, number: number): string {
  let text = ''
  for (const field of wireFields(message)) if (field.number === number) text = wireText(field)
  return text
}

function countNodes(nodes: Iterable<Uint8Array>, operations: Map<string, number>): void {
  for (const node of nodes) {
    const name = textAt(node, 2)
    operations.set(name, (operations.get(name) ?? 0) + 1)
  }
}

function readMetaGraph(message: Uint8Array): MetaGraph {
  const meta: MetaGraph = { tags: [], operations: new Map(), signatures: [] }
  for (const field of wireFields(message)) {
    if (field.number === 1)
      for (const tag of children(bytesOf(field), 4)) meta.tags.push(Buffer.from(tag).toString('utf8'))
    else if (field.number === 2) {
      const graph = bytesOf(field)
      countNodes(children(graph, 1), meta.operations)
      for (const library of children(graph, 2))
        for (const definition of children(library, 1)) countNodes(children(definition, 3), meta.operations)
    } else if (field.number === 5) meta.signatures.push(textAt(bytesOf(field), 1))
  }
  return meta
}

/** Whether the bytes are a SavedModel: a schema version of 1, then graphs with operations. */
export function isSavedModel(bytes: Uint8Array): boolean {
  try {
    let version = 0n
    let graphs = 0
    for (const field of wireFields(bytes)) {
      if (field.number === 1 && field.type === 'varint') version = field.value
      else if (field.number === 2 && field.type === 'bytes') graphs += 1
      else return false
    }
    return version === 1n && graphs > 0
  } catch {
    return false
  }
}

/** Raw variables and fingerprints beside the graph have no format of their own. */
export function savedModelCompanions(path: string, siblings: Siblings): string[] {
  const folder = posix.dirname(path) === '.' ? '' : `${posix.dirname(path)}/`
  const own = /^(variables\/variables\.(index|data-\d{5}-of-\d{5})|fingerprint\.pb|keras_metadata\.pb)$/
  return [...siblings.keys()].filter((name) => name.startsWith(folder) && own.test(name.slice(folder.length)))
}

/** A TensorFlow SavedModel: tags, signatures and operations of its graphs. */
export function inspectSavedModel(path: string, bytes: Uint8Array): Inspection {
  const graphs = [...children(bytes, 2)].map(readMetaGraph)
  const operations = new Set(graphs.flatMap((graph) => [...graph.operations.keys()]))
  const findings = graphFindings(path, operations)
  const shown = (names: readonly string[]) =>
    [...new Set(names)].slice(0, MAX_TEXTS).map((name) => shortenText(name, 100))
  return {
    format: 'savedmodel',
    findings,
    header: {
      tags: shown(graphs.flatMap((graph) => graph.tags)),
      signatures: shown(graphs.flatMap((graph) => graph.signatures)),
      operations: shown([...operations].sort()),
    },
  }
}

/** The same graphs written as text. */
export function inspectGraphText(path: string, text: string): Inspection {
  const operations = new Set([...text.matchAll(/\bop\s*:\s*["']([\w>]+)["']/g)].map(([, name = '']) => name))
  return { format: 'savedmodel', findings: graphFindings(path, operations), header: null }
}

function graphFindings(path: string, operations: ReadonlySet<string>): Finding[] {
  const reaching = [...operations].filter((name) => REACHING.has(name))
  const findings: Finding[] = []
  if (reaching.length > 0)
    findings.push({
      code: 'savedmodel_operation',
      answer: 'quarantine',
      verdict: 'suspicious',
      path,
      message: `Its graph uses ${reaching.join(', ')}: it can reach files or Python code where it is served.`,
    })
  findings.push({
    code: 'format_not_allowed',
    answer: 'quarantine',
    verdict: 'clean',
    path,
    message: 'SavedModels are recognised and never served. Export the model to ONNX.',
  })
  return findings
}
