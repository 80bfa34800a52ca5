import { sessionChallengeRoute } from '@/lib/agents/enrollment-route'

export const POST = sessionChallengeRoute
