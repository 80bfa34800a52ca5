import { enrollChallengeRoute } from '@/lib/agents/enrollment-route'

export const POST = enrollChallengeRoute
