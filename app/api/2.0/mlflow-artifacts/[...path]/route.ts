import { handleArtifacts } from '@/lib/registry/mlflow/artifacts/handle-artifacts'

export const dynamic = 'force-dynamic'

export const GET = handleArtifacts
export const PUT = handleArtifacts
export const POST = handleArtifacts
export const DELETE = handleArtifacts
