import type { z } from 'zod'
import { Facts } from '@/components/ui/facts'
import { Section } from '@/components/ui/section'
import type { signature as signatureSchema } from '@/lib/registry/contract'

type Signature = z.output<typeof signatureSchema>

function shapeWords(shape: readonly number[]): string {
  return `[${shape.map((size) => (size < 0 ? 'any' : size)).join(', ')}]`
}

function Tensors({ label, tensors }: { label: string; tensors: Signature['inputs'] }) {
  return (
    <Section title={label}>
      <ul className="divide-y border-y">
        {tensors.map((tensor) => (
          <li
            key={`${tensor.name} ${tensor.datatype} ${shapeWords(tensor.shape)}`}
            className="grid grid-cols-[minmax(0,10rem)_minmax(0,1fr)] items-baseline gap-x-4 py-1.5"
          >
            {tensor.name === '' ? (
              <span className="text-faint">unnamed</span>
            ) : (
              <code className="truncate font-mono text-xs" title={tensor.name}>
                {tensor.name}
              </code>
            )}
            <span className="text-muted">
              {tensor.datatype} {shapeWords(tensor.shape)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function SignatureView({ signature }: { signature: Signature }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Tensors label="Inputs" tensors={signature.inputs} />
      <Tensors label="Outputs" tensors={signature.outputs} />
      <Section
        title={`Features, ${signature.inputBinding === 'packed' ? 'packed into one tensor in this order' : 'one input each'}`}
      >
        {signature.features.length === 0 ? (
          <p className="text-muted">The model names no features.</p>
        ) : (
          <ol className="divide-y border-y">
            {signature.features.map((feature, index) => (
              <li
                key={feature.name}
                className="grid grid-cols-[1.5rem_minmax(0,8rem)_minmax(0,1fr)] items-baseline gap-x-3 py-1"
              >
                <span className="text-right text-xs text-faint">{index}</span>
                <code className="truncate font-mono text-xs" title={feature.name}>
                  {feature.name}
                </code>
                <span className="text-muted">
                  {feature.type}
                  {feature.categories ? `, ${feature.categories.length} categories` : ''}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Section>
      <Section title="Decision">
        <Facts
          facts={[
            { term: 'Classes', value: signature.classes?.join(', ') ?? 'none' },
            {
              term: 'Positive class',
              value: signature.positiveClass === null ? 'none' : String(signature.positiveClass),
            },
            { term: 'Threshold', value: signature.threshold === null ? 'none' : String(signature.threshold) },
          ]}
        />
      </Section>
    </div>
  )
}
