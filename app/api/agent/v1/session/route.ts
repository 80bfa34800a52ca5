import { sessionRoute } from '@/lib/agents/session-route'

export const POST = sessionRoute
