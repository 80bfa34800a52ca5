import type { BinnedRow } from '../domain/binned-row'
import type { CompiledSpec } from '../domain/compiled-spec'
import type { PredictionRow, RowError } from '../domain/prediction-row'
import { resolveAnswer } from '../domain/resolve-outcome'
import { type Resolved, resolveVariant } from '../domain/resolve-variant'
import { personHash, pidOf } from './hash-ids'
import { type IngestFacts, ingestFacts } from './ingest-facts'
import { specOfVersion } from './specs'
import { streamId } from './streams'

interface Place {
  spec: CompiledSpec
  streamId: string
}
type Found = Extract<Resolved, { ok: true }>

const ROLES = 16

/** Stream and spec of the rows of one batch, looked up once for every variant, generation and role. */
export class RowPlacer {
  private readonly ofVariant = new Map<string, Map<number, Place>>()

  constructor(
    private facts: IngestFacts,
    private readonly from: { source: number; origin: number },
    private readonly nowMs: number,
  ) {}

  /** Fits the answer of every row to the task of its version; what does not fit is refused row by row. */
  async place(rows: readonly PredictionRow[]): Promise<{ rows: BinnedRow[]; errors: RowError[] }> {
    const resolved = await this.resolve(rows)
    const { id: deploymentId, workspaceId } = this.facts.deployment
    const placed: BinnedRow[] = []
    const errors: RowError[] = []
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index]
      const result = resolved[index]
      if (row === undefined || result === undefined) continue
      if (!result.ok) {
        errors.push({ line: row.line, id: row.id, code: result.code, message: result.message })
        continue
      }
      const { spec, streamId } = this.known(result) ?? (await this.find(result))
      const answer = resolveAnswer(row, spec.body.task)
      if ('code' in answer) {
        errors.push({ line: row.line, id: row.id, code: answer.code, message: answer.message })
        continue
      }
      placed.push({
        row,
        pid: pidOf(deploymentId, row.id),
        streamId,
        specId: spec.specId,
        answer,
        contrib: null,
        subject: personHash(workspaceId, row.subjectId),
        unit: personHash(workspaceId, row.unitId),
      })
    }
    return { rows: placed, errors }
  }

  specs(): ReadonlyMap<string, CompiledSpec> {
    const all = [...this.ofVariant.values()].flatMap((places) => [...places.values()])
    return new Map(all.map(({ spec }) => [spec.specId, spec]))
  }

  /** What each row resolves to, in facts that explain every row, or in the newest there are. */
  private async resolve(rows: readonly PredictionRow[]): Promise<Resolved[]> {
    const by = ({ deployment, history }: IngestFacts) =>
      rows.map((row) => resolveVariant(row, deployment.variants, history))
    const first = by(this.facts)
    if (this.facts.readMs === this.nowMs || first.every(({ ok }) => ok)) return first
    const { workspaceId, id } = this.facts.deployment
    this.facts = await ingestFacts(workspaceId, id, this.nowMs, true)
    return by(this.facts)
  }

  /** Without waiting: a batch asks for every row. */
  private known({ variantId, generation, role }: Found): Place | undefined {
    return this.ofVariant.get(variantId)?.get(generation * ROLES + role)
  }

  private async find({ variantId, generation, role }: Found): Promise<Place> {
    const { deployment } = this.facts
    const variant = deployment.variants.find(({ id }) => id === variantId)
    if (variant === undefined) throw new Error(`variant ${variantId} is not one of its deployment`)
    const { workspaceId, id: deploymentId } = deployment
    const { versionId, task } = variant
    const spec = await specOfVersion(workspaceId, versionId, task)
    const stream = { workspaceId, deploymentId, generation, variantId, versionId, role, ...this.from }
    const place = { spec, streamId: await streamId(stream) }
    const places = this.ofVariant.get(variantId) ?? new Map<number, Place>()
    this.ofVariant.set(variantId, places.set(generation * ROLES + role, place))
    return place
  }
}
