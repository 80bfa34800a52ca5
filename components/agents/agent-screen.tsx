'use client'
import type { z } from 'zod'
import { useWorkspace } from '@/components/api/workspace-context'
import { QueryView } from '@/components/feedback/query-view'
import { PageHeader } from '@/components/shell/page-header'
import { CopyableId } from '@/components/ui/copyable-id'
import { Facts } from '@/components/ui/facts'
import { formatBytes, formatCount } from '@/components/ui/format-number'
import { Section } from '@/components/ui/section'
import { StatusLine } from '@/components/ui/status-line'
import { TimeText } from '@/components/ui/time-text'
import type { getAgentOutput } from '@/lib/agents/contract'
import { CommandTable } from './command-table'
import { describeSkew } from './describe-skew'
import { PlacementTable } from './placement-table'
import { useAgent } from './queries'
import { RevokeAgent } from './revoke-agent'

type Agent = z.output<typeof getAgentOutput>

function headline(agent: Agent): string {
  const drifted = agent.placements.filter((one) => one.agreement === 'drifted').length
  if (agent.status === 'OFFLINE')
    return `${agent.name} is offline. What it served it keeps serving; nothing can be changed until it is back.`
  if (agent.status === 'LATE') return `${agent.name} reports late. Rollouts wait for it.`
  if (agent.status === 'LOCKED') return `${agent.name} is locked: ${agent.lockReason ?? 'a person has to look'}.`
  if (agent.status === 'REVOKED') return `${agent.name} is revoked and will not be listened to again.`
  if (drifted > 0)
    return `${agent.name} is online, but ${drifted} of ${agent.placements.length} deployments run something else than ordered.`
  return `${agent.name} is online and runs ${agent.placements.length} ${agent.placements.length === 1 ? 'deployment' : 'deployments'} as ordered.`
}

function Content({ agent }: { agent: Agent }) {
  const workspace = useWorkspace()
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Agents', href: `/${workspace}/agents` }, { label: agent.name }]}
        status={
          <>
            <StatusLine state={agent.status} />
            {agent.lastSeenAt ? (
              <span>
                seen <TimeText at={agent.lastSeenAt} ago />
              </span>
            ) : (
              <span>never seen</span>
            )}
          </>
        }
        headline={headline(agent)}
        actions={<RevokeAgent agentId={agent.id} name={agent.name} revoked={agent.status === 'REVOKED'} />}
      />
      <div className="grid gap-8">
        <Section title="Deployments here">
          <PlacementTable placements={agent.placements} />
        </Section>
        <Section
          title="Commands"
          description="Newest first; each carries a fence that forbids an older one to act after it."
        >
          <CommandTable commands={agent.commands} />
        </Section>
        <Section title="Identity and state">
          <Facts
            facts={[
              { term: 'Id', value: <CopyableId id={agent.id} what="agent id" full /> },
              ...agent.keys.map((key) => ({
                term: 'Key',
                value: (
                  <span>
                    <CopyableId id={key.keyId} what="key id" /> {key.state.toLowerCase()}
                  </span>
                ),
              })),
              { term: 'Gateway', value: agent.gatewayUrl ?? 'not announced' },
              { term: 'Version', value: `${agent.agentVersion || 'unknown'}, protocol ${agent.protocol}` },
              { term: 'Epoch', value: agent.epoch },
              {
                term: 'Waiting to be sent',
                value:
                  agent.spool.rows === 0
                    ? 'nothing'
                    : `${formatCount(agent.spool.rows)} predictions, ${formatBytes(agent.spool.bytes)}`,
              },
              {
                term: 'Clock',
                value: agent.skewMs === null ? 'unknown' : describeSkew(agent.skewMs),
              },
              {
                term: 'Runtimes',
                value: agent.targets.map((target) => `${target.runtime} at ${target.location}`).join('; ') || 'none',
              },
              { term: 'Enrolled', value: <TimeText at={agent.createdAt} /> },
            ]}
          />
        </Section>
      </div>
    </>
  )
}

export function AgentScreen({ agentId }: { agentId: string }) {
  const query = useAgent(agentId)
  return (
    <QueryView query={query} permission="agents:read" what="this agent">
      {(agent) => <Content agent={agent} />}
    </QueryView>
  )
}
