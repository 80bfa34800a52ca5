import type { Layout } from '@/agent/spool/exchange'
import type { CapturePolicy } from '@/lib/agents/domain/serving-facts'
import type { Feeds } from '../tensors/tensor-data'

/** Takes fields classed personal or secret out before anything is written; the caller's own tensors stay as they are. */
export function withoutFields(feeds: Feeds, layout: Layout, classes: CapturePolicy['fieldClasses']): Feeds {
  const closed = layout.features.flatMap((name, index) =>
    (classes[name] ?? 'public') === 'public' ? [] : [{ name, index }],
  )
  if (closed.length === 0) return feeds
  const [input] = layout.inputs
  if (layout.binding === 'columns')
    return Object.fromEntries(Object.entries(feeds).filter(([name]) => !closed.some((f) => f.name === name)))
  const packed = input === undefined ? undefined : feeds[input.name]
  if (
    input === undefined ||
    packed === undefined ||
    !(packed.data instanceof Float32Array || packed.data instanceof Float64Array)
  )
    return {}
  const data = packed.data.slice()
  const width = layout.features.length
  for (let row = 0; row * width < data.length; row += 1)
    for (const { index } of closed) data[row * width + index] = Number.NaN
  return { [input.name]: { ...packed, data } }
}
