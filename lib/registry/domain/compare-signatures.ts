import { describeFeature, featureBreaks } from './compare-features'
import type { FeatureSpec, Signature, TensorSpec } from './signature'

export interface SignatureChange {
  part: 'input' | 'output' | 'feature' | 'class' | 'binding' | 'role' | 'threshold'
  name: string
  change: 'added' | 'removed' | 'changed'
  before: string | null
  after: string | null
  /** A caller of the first version would break, or read answers wrongly, with the second. */
  breaking: boolean
}

type Described = { name: string; text: string }

const tensor = (spec: TensorSpec): Described => ({ name: spec.name, text: `${spec.datatype}[${spec.shape.join(',')}]` })
const feature = (spec: FeatureSpec): Described => ({ name: spec.name, text: describeFeature(spec) })

function diffNamed(
  part: SignatureChange['part'],
  before: readonly Described[],
  after: readonly Described[],
  breaking: Record<SignatureChange['change'], boolean>,
): SignatureChange[] {
  const old = new Map(before.map((item) => [item.name, item.text]))
  const now = new Map(after.map((item) => [item.name, item.text]))
  const changes: SignatureChange[] = []
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const was = old.get(name) ?? null
    const is = now.get(name) ?? null
    if (was === is) continue
    const change = was === null ? 'added' : is === null ? 'removed' : 'changed'
    changes.push({ part, name, change, before: was, after: is, breaking: breaking[change] })
  }
  return changes
}

/** Of a feature that is on both sides only a closer look tells whether its change breaks anybody. */
function diffFeatures(before: Signature, after: Signature, packed: boolean): SignatureChange[] {
  const named = (list: readonly FeatureSpec[], name: string) => list.find((spec) => spec.name === name)
  const presence = { added: packed, removed: packed, changed: false }
  return diffNamed('feature', before.features.map(feature), after.features.map(feature), presence).map((change) => {
    const was = named(before.features, change.name)
    const is = named(after.features, change.name)
    return was && is ? { ...change, breaking: featureBreaks(was, is, packed) } : change
  })
}

/** Which output is the label, the probabilities, the value; which class is the positive one: readers of answers rely on it. */
function diffRoles(before: Signature, after: Signature): SignatureChange[] {
  const roles = (signature: Signature): Described[] => [
    ...Object.entries(signature.outputRoles).map(([name, output]) => ({ name, text: String(output) })),
    ...(signature.positiveClass === null
      ? []
      : [{ name: 'positive class', text: `${typeof signature.positiveClass} ${signature.positiveClass}` }]),
  ]
  return diffNamed('role', roles(before), roles(after), { added: false, removed: true, changed: true })
}

function diffText(
  part: SignatureChange['part'],
  before: string | null,
  after: string | null,
  breaking: boolean,
): SignatureChange[] {
  if (before === after) return []
  const change = before === null ? 'added' : after === null ? 'removed' : 'changed'
  return [{ part, name: part, change, before, after, breaking }]
}

const order = (signature: Signature) => signature.features.map((spec) => spec.name).join(', ')

/** Columns of a packed tensor have no names on the wire: another order silently feeds the wrong numbers. */
function diffOrder(before: Signature, after: Signature): SignatureChange[] {
  const same = [...order(before).split(', ')].sort().join() === [...order(after).split(', ')].sort().join()
  if (!same || order(before) === order(after)) return []
  const breaking = before.inputBinding === 'packed' || after.inputBinding === 'packed'
  return [{ part: 'feature', name: '(order)', change: 'changed', before: order(before), after: order(after), breaking }]
}

/** Every difference between two signatures, most harmful first. Unknown signatures compare as nothing. */
export function compareSignatures(before: Signature | null, after: Signature | null): SignatureChange[] {
  if (before === null || after === null) return []
  const always = { added: true, removed: true, changed: true }
  const packed = before.inputBinding === 'packed' || after.inputBinding === 'packed'
  const changes = [
    ...diffText('binding', before.inputBinding, after.inputBinding, true),
    ...diffNamed('input', before.inputs.map(tensor), after.inputs.map(tensor), always),
    ...diffNamed('output', before.outputs.map(tensor), after.outputs.map(tensor), { ...always, added: false }),
    ...diffFeatures(before, after, packed),
    ...diffOrder(before, after),
    ...diffText('class', before.classes?.join(', ') ?? null, after.classes?.join(', ') ?? null, true),
    ...diffRoles(before, after),
    ...diffText('threshold', before.threshold?.toString() ?? null, after.threshold?.toString() ?? null, false),
  ]
  return changes.sort((a, b) => Number(b.breaking) - Number(a.breaking))
}
