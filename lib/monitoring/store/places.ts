import type { CompiledSpec } from '../domain/compiled-spec'
import type { Resolved } from '../domain/resolve-variant'
import type { DeploymentFacts } from './deployment-facts'
import { specOfVersion } from './specs'
import { streamId } from './streams'

interface Place {
  spec: CompiledSpec
  streamId: string
}
type Found = Extract<Resolved, { ok: true }>

const ROLES = 16

/** Stream and spec of the rows of one batch, looked up once for every variant, generation and role. */
export class Places {
  private readonly ofVariant = new Map<string, Map<number, Place>>()

  constructor(
    private readonly deployment: DeploymentFacts,
    private readonly from: { source: number; origin: number },
  ) {}

  /** Without waiting: a batch asks for every row. */
  known({ variantId, generation, role }: Found): Place | undefined {
    return this.ofVariant.get(variantId)?.get(generation * ROLES + role)
  }

  async find({ variantId, generation, role }: Found): Promise<Place> {
    const variant = this.deployment.variants.find(({ id }) => id === variantId)
    if (variant === undefined) throw new Error(`variant ${variantId} is not one of its deployment`)
    const { workspaceId, id: deploymentId } = this.deployment
    const { versionId, task } = variant
    const spec = await specOfVersion(workspaceId, versionId, task)
    const stream = { workspaceId, deploymentId, generation, variantId, versionId, role, ...this.from }
    const place = { spec, streamId: await streamId(stream) }
    const places = this.ofVariant.get(variantId) ?? new Map<number, Place>()
    this.ofVariant.set(variantId, places.set(generation * ROLES + role, place))
    return place
  }

  specs(): ReadonlyMap<string, CompiledSpec> {
    const all = [...this.ofVariant.values()].flatMap((places) => [...places.values()])
    return new Map(all.map(({ spec }) => [spec.specId, spec]))
  }
}
