'use client'
import { useRead } from '@/components/api/use-read'
import { getAgentOutput, listAgentsOutput, listEnrollmentTokensOutput } from '@/lib/agents/contract'

export function useAgents(query: { cursor?: string } = {}) {
  return useRead({
    key: ['agents', 'list-agents'],
    path: '/api/v1/agents/agents',
    query,
    output: listAgentsOutput,
    everyMs: 5000,
  })
}

export function useAgent(agentId: string) {
  return useRead({
    key: ['agents', 'get-agent'],
    path: `/api/v1/agents/agents/${encodeURIComponent(agentId)}`,
    output: getAgentOutput,
    everyMs: 5000,
  })
}

export function useEnrollmentTokens(enabled: boolean) {
  return useRead({
    key: ['agents', 'list-enrollment-tokens'],
    path: '/api/v1/agents/enrollment-tokens',
    output: listEnrollmentTokensOutput,
    enabled,
  })
}
