import type { TensorSpec } from '../model-interface'
import { elementCount } from '../tensors/build-tensor'
import { allocate, type Feeds } from '../tensors/tensor-data'

/** One row of zeros and empty texts in the shape of the signature: enough to touch every kernel once. */
export function sampleFeeds(inputs: readonly TensorSpec[]): Feeds {
  return Object.fromEntries(
    inputs.map(({ name, type, shape }) => {
      const dims = shape.map((size) => size ?? 1)
      return [name, { type, dims, data: allocate(type, elementCount(dims)) }]
    }),
  )
}
