'use client'
import { Command } from 'cmdk'
import { BadgeCheck, Rocket, Undo2 } from 'lucide-react'
import { z } from 'zod'
import { useRead } from '@/components/api/use-read'
import { useWorkspace } from '@/components/api/workspace-context'
import { PaletteExperiments } from './palette-experiments'
import { PaletteItem } from './palette-item'
import { PaletteRegistry } from './palette-registry'

const id = z.string()
const requests = z.object({ items: z.array(z.object({ id, title: z.string(), number: z.number() })) })
const deployments = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      state: z.string(),
      environment: z.object({ name: z.string() }),
      desired: z.object({ variants: z.array(z.object({ manifestDigest: z.string() })) }),
    }),
  ),
})

/** Things by name, a deployment also by the digest of what it serves; read only while the palette is open. */
export function PaletteFinds({ text, go }: { text: string; go: (href: string) => void }) {
  const workspace = useWorkspace()
  const found = {
    deployments: useRead({
      key: ['rollouts', 'palette'],
      path: '/api/v1/rollouts/deployments',
      query: { limit: 50 },
      output: deployments,
    }),
    requests: useRead({
      key: ['approvals', 'palette'],
      path: '/api/v1/approvals/change-requests',
      query: { limit: 20 },
      output: requests,
    }),
  }
  const running = found.deployments.data?.items ?? []
  return (
    <>
      <Command.Group heading="Deployments">
        {running.map((item) => (
          <PaletteItem
            key={item.id}
            value={`deployment ${item.name} ${item.id}`}
            keywords={[item.environment.name, ...item.desired.variants.map((variant) => variant.manifestDigest)]}
            icon={<Rocket aria-hidden className="size-4 text-muted" />}
            onSelect={() => go(`/${workspace}/deployments/${item.id}`)}
            note={item.environment.name}
          >
            {item.name}
          </PaletteItem>
        ))}
      </Command.Group>
      <PaletteRegistry text={text} go={go} />
      <PaletteExperiments text={text} go={go} />
      <Command.Group heading="Requests">
        {(found.requests.data?.items ?? []).map((item) => (
          <PaletteItem
            key={item.id}
            value={`request ${item.number} ${item.title} ${item.id}`}
            icon={<BadgeCheck aria-hidden className="size-4 text-muted" />}
            onSelect={() => go(`/${workspace}/approvals/${item.id}`)}
            note={`request ${item.number}`}
          >
            {item.title}
          </PaletteItem>
        ))}
      </Command.Group>
      <Command.Group heading="Actions">
        {running
          .filter((item) => item.state === 'ACTIVE')
          .flatMap((item) => [
            <PaletteItem
              key={`${item.id} promote`}
              value={`promote ${item.name} ${item.id}`}
              icon={<Rocket aria-hidden className="size-4 text-muted" />}
              onSelect={() => go(`/${workspace}/deployments/${item.id}?act=promote`)}
              note={item.environment.name}
            >
              Promote on {item.name}
            </PaletteItem>,
            <PaletteItem
              key={`${item.id} roll back`}
              value={`roll back ${item.name} ${item.id}`}
              icon={<Undo2 aria-hidden className="size-4 text-muted" />}
              onSelect={() => go(`/${workspace}/deployments/${item.id}?act=roll-back`)}
              note={item.environment.name}
            >
              Roll back {item.name}
            </PaletteItem>,
          ])}
      </Command.Group>
    </>
  )
}
