import { handleMlflow } from '@/lib/registry/mlflow/handle-mlflow'

export const dynamic = 'force-dynamic'

export const GET = handleMlflow
export const POST = handleMlflow
export const PATCH = handleMlflow
export const DELETE = handleMlflow
export const PUT = handleMlflow
