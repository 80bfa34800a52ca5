import { defineAgentRoute } from '@/lib/agents/agent-route'
import { getArtifact } from '@/lib/agents/use-cases/get-artifact'

export const GET = defineAgentRoute(getArtifact)
