export type Kind =
  | 'experiments'
  | 'runs'
  | 'metricPoints'
  | 'loggedModels'
  | 'models'
  | 'versions'
  | 'aliases'
  | 'files'
  | 'bytes'

export interface Problem {
  what: string
  why: string
}

export interface Summary {
  source: string
  /** What this call brought over. */
  imported: Record<Kind, number>
  /** What an earlier call had brought already. */
  already: Partial<Record<Kind, number>>
  problems: Problem[]
}

const KINDS: readonly Kind[] = [
  'experiments',
  'runs',
  'metricPoints',
  'loggedModels',
  'models',
  'versions',
  'aliases',
  'files',
  'bytes',
]

/** Counts what is brought over, keeps what could not be, and says on standard error how far it is. */
export class Report {
  private readonly imported = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
  private readonly already: Partial<Record<Kind, number>> = {}
  private readonly problems: Problem[] = []

  constructor(
    private readonly source: string,
    private readonly say: (line: string) => void,
  ) {}

  count(kind: Kind, by = 1): void {
    this.imported[kind] += by
  }

  skip(kind: Kind): void {
    this.already[kind] = (this.already[kind] ?? 0) + 1
  }

  progress(line: string): void {
    this.say(line)
  }

  problem(what: string, error: unknown): void {
    const why = error instanceof Error ? error.message : String(error)
    this.problems.push({ what, why })
    this.say(`${what}: not imported: ${why}`)
  }

  summary(): Summary {
    return { source: this.source, imported: this.imported, already: this.already, problems: this.problems }
  }
}
