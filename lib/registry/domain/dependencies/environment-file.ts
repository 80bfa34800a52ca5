import { parse } from 'yaml'
import { z } from 'zod'

/** What a Python environment file asks for. Every scalar is kept as text: 3.10 is a version, not the number 3.1. */
export interface EnvironmentFile {
  python: string | null
  /** Lines as a requirements file has them. */
  run: string[]
  build: string[]
}

const lines = z.array(z.string()).catch([])
const pythonEnv = z.object({ python: z.string().nullish(), build_dependencies: lines, dependencies: lines })
const conda = z.object({
  dependencies: z.array(z.union([z.string(), z.object({ pip: lines.optional() }).loose()])).catch([]),
})

function parseYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'failsafe', maxAliasCount: 10, prettyErrors: false, logLevel: 'error' })
  } catch {
    return null
  }
}

/** `python_env.yaml` as MLflow writes it; null when it is not one. */
export function readPythonEnv(text: string): EnvironmentFile | null {
  const found = pythonEnv.safeParse(parseYaml(text))
  if (!found.success) return null
  const { python, dependencies, build_dependencies: build } = found.data
  return { python: python?.trim() || null, run: dependencies, build }
}

/** The pip section of `conda.yaml`, and its Python; what conda itself installs is not from PyPI and stands apart. */
export function readConda(text: string): EnvironmentFile | null {
  const found = conda.safeParse(parseYaml(text))
  if (!found.success) return null
  const names = found.data.dependencies.filter((one) => typeof one === 'string')
  const python = names
    .map((name) => /^\s*python\s*={1,2}\s*(\d+(?:\.\d+)*)/.exec(name)?.[1])
    .find((one) => one !== undefined)
  const pip = found.data.dependencies.flatMap((one) => (typeof one === 'string' ? [] : (one.pip ?? [])))
  return { python: python ?? null, run: pip, build: [] }
}
