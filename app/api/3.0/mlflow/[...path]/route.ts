import { handleMlflow } from '@/app/api/mlflow-handler'

export const dynamic = 'force-dynamic'

export const GET = handleMlflow
export const POST = handleMlflow
export const PATCH = handleMlflow
export const DELETE = handleMlflow
export const PUT = handleMlflow
