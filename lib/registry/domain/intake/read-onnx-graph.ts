import type { TensorSpec } from '../signature'
import type { ExternalData } from './onnx-model'
import { readOnnxTensor } from './read-onnx-tensor'
import { readOnnxValueInfo } from './read-onnx-value-info'
import { MalformedFile, type WireField, wireFields, wireIntegers, wireText } from './wire-reader'

const MAX_DEPTH = 32
const MAX_DIMS = 64
const MAX_GRAPHS = 20_000
const LONG_LOOP = 1_000_000n
/** Whatever the type: more than one tensor can hold. */
const HUGE_ELEMENTS = 2_147_483_648n
/** Operators that make a tensor of a shape, by the input that holds the shape. */
const SHAPED: Readonly<Record<string, number>> = { ConstantOfShape: 0, Expand: 1 }

export interface GraphFacts {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
  /** Operators that nodes name, by domain and type. */
  operators: Map<string, { domain: string; type: string }>
  external: ExternalData[]
  sizeMismatches: string[]
  longLoops: string[]
  /** Nodes that make a tensor of more than 2^31 elements from a constant shape. */
  hugeTensors: string[]
  nodeCount: number
}

/** A graph that waits to be read. Nodes and attributes are read where they stand: there can be millions. */
interface Pending {
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
    operators: new Map(),
    external: [],
    sizeMismatches: [],
    longLoops: [],
    hugeTensors: [],
    nodeCount: 0,
  }
  /** Products of constant integers, by name; the largest, where graphs have the same name for different ones. */
  private readonly products = new Map<string, bigint>()
  private readonly shaped: { name: string; shape: string }[] = []
  private readonly loops: { name: string; tripCount: string }[] = []
  private readonly initializers = new Set<string>()
  private readonly work: Pending[] = []
  private graphs = 0

  read(graph: Uint8Array): GraphFacts {
    this.push(graph, 0)
    this.drain()
    this.facts.inputs = this.facts.inputs.filter((input) => !this.initializers.has(input.name))
    for (const loop of this.loops)
      if ((this.products.get(loop.tripCount) ?? 0n) > LONG_LOOP) this.facts.longLoops.push(loop.name)
    for (const { name, shape } of this.shaped)
      if ((this.products.get(shape) ?? 0n) > HUGE_ELEMENTS) this.facts.hugeTensors.push(name)
    return this.facts
  }

  /** A graph beside the outermost one: what runs in training. */
  readBeside(graph: Uint8Array): void {
    this.push(graph, 1)
    this.drain()
  }

  /** Default values of a function's attributes, which can be tensors and graphs. */
  readAttribute(attribute: Uint8Array): void {
    this.attribute(attribute, 1, null)
    this.drain()
  }

  /** The body of a function of the model: its nodes count, it has no inputs of its own. */
  readNode(node: Uint8Array): void {
    this.node(node, 1)
    this.drain()
  }

  private push(bytes: Uint8Array, depth: number): void {
    if (depth > MAX_DEPTH) throw new MalformedFile(`graphs are nested deeper than ${MAX_DEPTH} levels`)
    this.graphs += 1
    if (this.graphs > MAX_GRAPHS) throw new MalformedFile(`there are more than ${MAX_GRAPHS} graphs`)
    this.work.push({ bytes, depth })
  }

  private drain(): void {
    for (let item = this.work.pop(); item !== undefined; item = this.work.pop()) this.graph(item.bytes, item.depth)
  }

  private keep(name: string, integers: readonly bigint[]): void {
    if (integers.length === 0) return
    const product = integers.reduce((all, one) => all * one, 1n)
    if (product > (this.products.get(name) ?? 0n)) this.products.set(name, product)
  }

  private tensor(bytes: Uint8Array, outermost: boolean): readonly bigint[] {
    const tensor = readOnnxTensor(bytes)
    if (outermost) this.initializers.add(tensor.name)
    this.keep(tensor.name, tensor.integers)
    if (tensor.external) this.facts.external.push(tensor.external)
    if (tensor.sizeMismatch) this.facts.sizeMismatches.push(tensor.name)
    return tensor.integers
  }

  private graph(bytes: Uint8Array, depth: number): void {
    for (const field of wireFields(bytes)) {
      if (field.number === 1) this.node(nested(field), depth + 1)
      else if (field.number === 5) this.tensor(nested(field), depth === 0)
      else if (field.number === 15) this.sparse(nested(field))
      else if (field.number === 11 && depth === 0) this.facts.inputs.push(readOnnxValueInfo(nested(field)))
      else if (field.number === 12 && depth === 0) this.facts.outputs.push(readOnnxValueInfo(nested(field)))
    }
  }

  /** Few values that stand for many: a runtime makes all of them. */
  private sparse(bytes: Uint8Array): void {
    const dims: bigint[] = []
    for (const field of wireFields(bytes)) {
      if (field.number === 1 || field.number === 2) this.tensor(nested(field), false)
      else if (field.number === 3) dims.push(...wireIntegers(field, MAX_DIMS + 1))
      if (dims.length > MAX_DIMS) throw new MalformedFile('a tensor has more than 64 dimensions')
    }
    const isHuge = dims.reduce((all, one) => all * one, 1n) > HUGE_ELEMENTS
    if (isHuge || dims.some((dim) => dim < 0n)) this.facts.sizeMismatches.push('a sparse tensor')
  }

  private node(bytes: Uint8Array, depth: number): void {
    this.facts.nodeCount += 1
    const names = { type: '', firstOutput: '', name: '', domain: '' }
    const inputs: string[] = []
    const attributes: Uint8Array[] = []
    for (const field of wireFields(bytes)) {
      if (field.number === 1 && inputs.length < 2) inputs.push(wireText(field))
      else if (field.number === 2) names.firstOutput ||= wireText(field)
      else if (field.number === 3) names.name = wireText(field)
      else if (field.number === 4) names.type = wireText(field)
      else if (field.number === 5) attributes.push(nested(field))
      else if (field.number === 7) names.domain = wireText(field)
    }
    const { type, domain } = names
    this.facts.operators.set(`${domain}\n${type}`, { domain, type })
    const shown = names.name || names.firstOutput
    if (type === 'Loop') this.loops.push({ name: shown, tripCount: inputs[0] ?? '' })
    const shape = inputs[SHAPED[type] ?? 2]
    if (shape !== undefined) this.shaped.push({ name: shown, shape })
    for (const attribute of attributes) this.attribute(attribute, depth, type === 'Constant' ? names.firstOutput : null)
  }

  private attribute(bytes: Uint8Array, depth: number, constantName: string | null): void {
    const constants: bigint[] = []
    for (const field of wireFields(bytes)) {
      if (field.number === 5 || field.number === 10) {
        const integers = this.tensor(nested(field), false)
        if (constantName !== null) this.keep(constantName, integers)
      } else if (field.number === 3 && field.type === 'varint') constants.push(BigInt.asIntN(64, field.value))
      else if (field.number === 8 && constantName !== null && constants.length < MAX_DIMS)
        constants.push(...wireIntegers(field, MAX_DIMS))
      else if (field.number === 22 || field.number === 23) this.sparse(nested(field))
      else if (field.number === 6 || field.number === 11) this.push(nested(field), depth + 1)
    }
    if (constantName !== null) this.keep(constantName, constants)
  }
}
