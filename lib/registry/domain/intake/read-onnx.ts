import type { OnnxModel } from './onnx-model'
import { OPAQUE_OPERATORS, STANDARD_DOMAINS } from './onnx-types'
import { GraphReader } from './read-onnx-graph'
import { MalformedFile, type WireField, wireFields, wireText } from './wire-reader'

function nested(field: WireField): Uint8Array {
  if (field.type !== 'bytes') throw new MalformedFile('the model has a field of the wrong wire type')
  return field.value
}

function readPair(bytes: Uint8Array): [string, string] {
  let key = ''
  let value = ''
  for (const field of wireFields(bytes)) {
    if (field.number === 1) key = wireText(field)
    if (field.number === 2) value = wireText(field)
  }
  return [key, value]
}

function readOpset(bytes: Uint8Array): [string, number] {
  let domain = ''
  let version = 0
  for (const field of wireFields(bytes)) {
    if (field.number === 1) domain = wireText(field)
    if (field.number === 2 && field.type === 'varint') version = Number(BigInt.asIntN(64, field.value))
  }
  return [domain, version]
}

/** Reads a function's body; answers its name and the domain that it defines, which is therefore not a foreign one. */
function readFunction(bytes: Uint8Array, reader: GraphReader): { name: string; domain: string } {
  let name = ''
  let domain = ''
  for (const field of wireFields(bytes)) {
    if (field.number === 1) name = wireText(field)
    if (field.number === 7) reader.readNode(nested(field))
    if (field.number === 11) reader.readAttribute(nested(field))
    if (field.number === 10) domain = wireText(field)
  }
  return { name, domain }
}

function duplicates(names: readonly string[]): string[] {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const name of names) (seen.has(name) ? twice : seen).add(name)
  return [...twice]
}

interface Operator {
  domain: string
  type: string
}

/** Domains that a runtime has to know: of operators that the model does not define, or that it only announces. */
function foreignDomains(
  operators: readonly Operator[],
  opsets: readonly [string, number][],
  defined: readonly { name: string; domain: string }[],
): string[] {
  const own = new Set(defined.map(({ domain, name }) => `${domain}\n${name}`))
  const ownDomains = new Set(defined.map(({ domain }) => domain))
  const used = operators.filter(({ domain, type }) => !own.has(`${domain}\n${type}`)).map(({ domain }) => domain)
  const announced = opsets.map(([domain]) => domain).filter((domain) => !ownDomains.has(domain))
  return [...new Set([...used, ...announced])].filter((domain) => !STANDARD_DOMAINS.has(domain)).sort()
}

/** Initialisation and algorithm of a TrainingInfoProto. */
function graphsOfTraining(bytes: Uint8Array): Uint8Array[] {
  return [...wireFields(bytes)].filter((field) => field.number === 1 || field.number === 2).map(nested)
}

/** The header of a ModelProto, read as data: nothing is loaded, nothing is run. Throws MalformedFile. */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  let irVersion = 0
  let producer = ''
  let graph: Uint8Array | null = null
  const opsets: [string, number][] = []
  const metadata: [string, string][] = []
  const functions: Uint8Array[] = []
  const training: Uint8Array[] = []
  for (const field of wireFields(bytes)) {
    if (field.number === 1 && field.type === 'varint') irVersion = Number(field.value)
    else if (field.number === 2) producer = wireText(field)
    else if (field.number === 7) {
      if (graph !== null) throw new MalformedFile('the model has two graphs')
      graph = nested(field)
    } else if (field.number === 8) opsets.push(readOpset(nested(field)))
    else if (field.number === 14) metadata.push(readPair(nested(field)))
    else if (field.number === 20) training.push(...graphsOfTraining(nested(field)))
    else if (field.number === 25) functions.push(nested(field))
    else if (field.number > 100) throw new MalformedFile(`the model has an unknown field ${field.number}`)
  }
  if (graph === null) throw new MalformedFile('the model has no graph')
  const reader = new GraphReader()
  const defined = functions.map((body) => readFunction(body, reader))
  for (const beside of training) reader.readBeside(beside)
  const facts = reader.read(graph)
  if (facts.outputs.length === 0) throw new MalformedFile('the graph has no output')
  const operators = [...facts.operators.values()]
  return {
    irVersion,
    producer,
    opsets: Object.fromEntries(opsets),
    metadata: Object.fromEntries(metadata),
    inputs: facts.inputs,
    outputs: facts.outputs,
    customDomains: foreignDomains(operators, opsets, defined),
    opaqueOperators: operators.filter(({ type }) => OPAQUE_OPERATORS.has(type)).map(({ type }) => type),
    external: facts.external,
    sizeMismatches: facts.sizeMismatches,
    duplicateOutputs: duplicates(facts.outputs.map((output) => output.name)),
    longLoops: facts.longLoops,
    hugeTensors: facts.hugeTensors,
    nodeCount: facts.nodeCount,
    shadowedOperators: defined
      .filter((definition) => STANDARD_DOMAINS.has(definition.domain))
      .map((definition) => `${definition.domain || 'ai.onnx'}.${definition.name}`),
    duplicateKeys: duplicates(metadata.map(([key]) => key)),
  }
}
