import { handleVersionArtifact } from '@/lib/registry/mlflow/artifacts/handle-get-artifact'

export const dynamic = 'force-dynamic'

export const GET = handleVersionArtifact
