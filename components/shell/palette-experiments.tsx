'use client'
import { Command } from 'cmdk'
import { FlaskConical } from 'lucide-react'
import { z } from 'zod'
import { useRead } from '@/components/api/use-read'
import { useWorkspace } from '@/components/api/workspace-context'
import { shortenId } from '@/components/ui/shorten-id'
import { PaletteItem } from './palette-item'

const experiments = z.object({ items: z.array(z.object({ experimentId: z.string(), name: z.string() })) })
const RUN_ID = /^[0-9a-f]{32}$/

/** Experiments by a part of their name, and a run by its id, as a notebook printed it. */
export function PaletteExperiments({ text, go }: { text: string; go: (href: string) => void }) {
  const workspace = useWorkspace()
  const wanted = text.trim()
  const found = useRead({
    key: ['registry', 'palette-experiments'],
    path: '/api/v1/registry/experiments',
    query: { limit: 10, name: wanted.slice(0, 256), sort: '-lastRun' },
    output: experiments,
  })
  const icon = <FlaskConical aria-hidden className="size-4 text-muted" />
  return (
    <Command.Group heading="Experiments">
      {RUN_ID.test(wanted) ? (
        <PaletteItem
          value={`run ${wanted}`}
          icon={icon}
          onSelect={() => go(`/${workspace}/experiments/runs/${wanted}`)}
        >
          Run {shortenId(wanted)}
        </PaletteItem>
      ) : null}
      {(found.data?.items ?? []).map((item) => (
        <PaletteItem
          key={item.experimentId}
          value={`experiment ${item.name} ${item.experimentId}`}
          icon={icon}
          onSelect={() => go(`/${workspace}/experiments/${item.experimentId}`)}
        >
          {item.name}
        </PaletteItem>
      ))}
    </Command.Group>
  )
}
