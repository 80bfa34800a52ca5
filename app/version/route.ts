import { MLFLOW_API_VERSION } from '@/lib/server/mlflow-version'

export const dynamic = 'force-dynamic'

/** The MLflow API version that clients may expect; says nothing about Slipway's own parts. */
export function GET(): Response {
  return new Response(MLFLOW_API_VERSION, { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
}
