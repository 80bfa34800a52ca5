import { defineAgentRoute } from '@/lib/agents/agent-route'
import { reportObserved } from '@/lib/agents/use-cases/report-observed'

export const POST = defineAgentRoute(reportObserved)
