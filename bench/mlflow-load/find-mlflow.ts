import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The interpreter that can be a whole MLflow server on PostgreSQL, or why there is none. */
export async function findMlflow(): Promise<{ python: string; version: string } | { missing: string }> {
  const python = process.env['SLIPWAY_BENCH_PYTHON'] ?? process.env['SLIPWAY_TEST_MLFLOW_NEW'] ?? 'python3'
  const script = 'import flask, psycopg2, sqlalchemy, uvicorn, mlflow; print(mlflow.__version__)'
  try {
    return { python, version: (await run(python, ['-W', 'ignore', '-c', script])).stdout.trim() }
  } catch {
    return { missing: `${python} lacks mlflow or psycopg2-binary (SLIPWAY_BENCH_PYTHON names another interpreter)` }
  }
}
