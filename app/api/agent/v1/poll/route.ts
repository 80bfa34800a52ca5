import { pollRoute } from '@/lib/agents/poll-route'

export const POST = pollRoute
