import type { TensorSpec } from '../signature'
import type { ExternalData } from './onnx-model'
import { readOnnxTensor } from './read-onnx-tensor'
import { readOnnxValueInfo } from './read-onnx-value-info'
import { MalformedFile, type WireField, wireFields, wireText } from './wire-reader'

const MAX_DEPTH = 32
const MAX_GRAPHS = 20_000
const LONG_LOOP = 1_000_000n

export interface GraphFacts {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  domains: Set<string>
  external: ExternalData[]
  sizeMismatches: string[]
  longLoops: string[]
  nodeCount: number
}

type Kind = 'graph' | 'node' | 'attribute'
interface Pending {
  kind: Kind
  bytes: Uint8Array
  depth: number
}

function nested(field: WireField): Uint8Array {
  if (field.type !== 'bytes') throw new MalformedFile('a graph has a field of the wrong wire type')
  return field.value
}

/**
 * Everything below one graph, nested ones included, by a work list instead of recursion. Only the outermost graph's inputs and
 * outputs are the model's; an input that an initialiser fills is a default, not something a caller sends.
 */
export class GraphReader {
  readonly facts: GraphFacts = {
    inputs: [],
    outputs: [],
    domains: new Set(),
    external: [],
    sizeMismatches: [],
    longLoops: [],
    nodeCount: 0,
  }
  private readonly scalars = new Map<string, bigint>()
  private readonly loops: { name: string; tripCount: string }[] = []
  private readonly initializers = new Set<string>()
  private readonly work: Pending[] = []
  private graphs = 0

  read(graph: Uint8Array): GraphFacts {
    this.push('graph', graph, 0)
    this.drain()
    this.facts.inputs = this.facts.inputs.filter((input) => !this.initializers.has(input.name))
    for (const loop of this.loops)
      if ((this.scalars.get(loop.tripCount) ?? 0n) > LONG_LOOP) this.facts.longLoops.push(loop.name)
    return this.facts
  }

  /** The body of a function of the model: its nodes count, it has no inputs of its own. */
  readNode(node: Uint8Array): void {
    this.push('node', node, 1)
    this.drain()
  }

  private push(kind: Kind, bytes: Uint8Array, depth: number): void {
    if (depth > MAX_DEPTH) throw new MalformedFile(`graphs are nested deeper than ${MAX_DEPTH} levels`)
    if (kind === 'graph') this.graphs += 1
    if (this.graphs > MAX_GRAPHS) throw new MalformedFile(`there are more than ${MAX_GRAPHS} graphs`)
    this.work.push({ kind, bytes, depth })
  }

  private drain(): void {
    for (let item = this.work.pop(); item !== undefined; item = this.work.pop()) {
      if (item.kind === 'graph') this.graph(item.bytes, item.depth)
      else if (item.kind === 'node') this.node(item.bytes, item.depth)
      else this.attribute(item.bytes, item.depth, null)
    }
  }

  private tensor(bytes: Uint8Array, outermost: boolean): bigint | null {
    const tensor = readOnnxTensor(bytes)
    if (outermost) this.initializers.add(tensor.name)
    if (tensor.scalar !== null) this.scalars.set(tensor.name, tensor.scalar)
    if (tensor.external) this.facts.external.push(tensor.external)
    if (tensor.sizeMismatch) this.facts.sizeMismatches.push(tensor.name)
    return tensor.scalar
  }

  private graph(bytes: Uint8Array, depth: number): void {
    for (const field of wireFields(bytes)) {
      if (field.number === 1) this.push('node', nested(field), depth + 1)
      else if (field.number === 5) this.tensor(nested(field), depth === 0)
      else if (field.number === 15) this.sparse(nested(field))
      else if (field.number === 11 && depth === 0) this.facts.inputs.push(readOnnxValueInfo(nested(field)))
      else if (field.number === 12 && depth === 0) this.facts.outputs.push(readOnnxValueInfo(nested(field)))
    }
  }

  private sparse(bytes: Uint8Array): void {
    for (const field of wireFields(bytes))
      if (field.number === 1 || field.number === 2) this.tensor(nested(field), false)
  }

  private node(bytes: Uint8Array, depth: number): void {
    this.facts.nodeCount += 1
    const names = { type: '', firstInput: '', firstOutput: '', name: '' }
    const attributes: Uint8Array[] = []
    for (const field of wireFields(bytes)) {
      if (field.number === 1) names.firstInput ||= wireText(field)
      else if (field.number === 2) names.firstOutput ||= wireText(field)
      else if (field.number === 3) names.name = wireText(field)
      else if (field.number === 4) names.type = wireText(field)
      else if (field.number === 5) attributes.push(nested(field))
      else if (field.number === 7) this.facts.domains.add(wireText(field))
    }
    if (names.type === 'Loop') this.loops.push({ name: names.name || names.firstOutput, tripCount: names.firstInput })
    for (const attribute of attributes)
      this.attribute(attribute, depth, names.type === 'Constant' ? names.firstOutput : null)
  }

  private attribute(bytes: Uint8Array, depth: number, constantName: string | null): void {
    for (const field of wireFields(bytes)) {
      if (field.number === 5 || field.number === 10) {
        const scalar = this.tensor(nested(field), false)
        if (constantName !== null && scalar !== null) this.scalars.set(constantName, scalar)
      } else if (field.number === 3 && constantName !== null && field.type === 'varint')
        this.scalars.set(constantName, BigInt.asIntN(64, field.value))
      else if (field.number === 22 || field.number === 23) this.sparse(nested(field))
      else if (field.number === 6 || field.number === 11) this.push('graph', nested(field), depth + 1)
    }
  }
}
