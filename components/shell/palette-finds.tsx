'use client'
import { Command } from 'cmdk'
import { Boxes, Rocket } from 'lucide-react'
import { z } from 'zod'
import { useRead } from '@/components/api/use-read'
import { useWorkspace } from '@/components/api/workspace-context'
import { PaletteItem } from './palette-item'

const named = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })

/** Things by name; read only while the palette is open. */
export function PaletteFinds({ go }: { go: (href: string) => void }) {
  const workspace = useWorkspace()
  const models = useRead({
    key: ['registry', 'palette'],
    path: '/api/v1/registry/models',
    query: { limit: 50 },
    output: named,
  })
  const deployments = useRead({
    key: ['rollouts', 'palette'],
    path: '/api/v1/rollouts/deployments',
    query: { limit: 50 },
    output: named,
  })
  return (
    <>
      <Command.Group heading="Deployments">
        {(deployments.data?.items ?? []).map((item) => (
          <PaletteItem
            key={item.id}
            value={`deployment ${item.name} ${item.id}`}
            icon={<Rocket aria-hidden className="size-4 text-muted" />}
            onSelect={() => go(`/${workspace}/deployments/${item.id}`)}
          >
            {item.name}
          </PaletteItem>
        ))}
      </Command.Group>
      <Command.Group heading="Models">
        {(models.data?.items ?? []).map((item) => (
          <PaletteItem
            key={item.id}
            value={`model ${item.name} ${item.id}`}
            icon={<Boxes aria-hidden className="size-4 text-muted" />}
            onSelect={() => go(`/${workspace}/models/${item.id}`)}
          >
            {item.name}
          </PaletteItem>
        ))}
      </Command.Group>
    </>
  )
}
