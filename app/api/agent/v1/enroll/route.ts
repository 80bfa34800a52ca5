import { enrollRoute } from '@/lib/agents/enrollment-route'

export const POST = enrollRoute
