'use client'
import { Command } from 'cmdk'
import { Boxes } from 'lucide-react'
import { z } from 'zod'
import { useRead } from '@/components/api/use-read'
import { useWorkspace } from '@/components/api/workspace-context'
import { PaletteItem } from './palette-item'

const models = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) })
const found = z.object({
  items: z.array(
    z.object({
      modelId: z.string(),
      modelName: z.string(),
      version: z.object({ id: z.string(), number: z.number() }).nullable(),
      reasons: z.array(z.object({ in: z.string(), text: z.string() })),
    }),
  ),
})

/** Models as they are listed; with a text whatever it leads to: names, tags, aliases, digests, runs. */
export function PaletteRegistry({ text, go }: { text: string; go: (href: string) => void }) {
  const workspace = useWorkspace()
  const wanted = text.trim().slice(0, 256)
  const list = useRead({
    key: ['registry', 'palette'],
    path: '/api/v1/registry/models',
    query: { limit: 20 },
    output: models,
    enabled: wanted === '',
  })
  const search = useRead({
    key: ['registry', 'palette-search'],
    path: '/api/v1/registry/search',
    query: { text: wanted },
    output: found,
    enabled: wanted !== '',
  })
  const items =
    wanted === ''
      ? (list.data?.items ?? []).map(({ id, name }) => ({ modelId: id, modelName: name, version: null, reasons: [] }))
      : (search.data?.items ?? [])
  return (
    <Command.Group heading="Models and versions">
      {items.map(({ modelId, modelName, version, reasons }) => (
        <PaletteItem
          key={version?.id ?? modelId}
          value={`model ${modelName} ${version?.id ?? modelId}`}
          // The server has judged that it belongs to the text; the list need not think so too.
          keywords={[wanted, ...reasons.map((reason) => reason.text)]}
          icon={<Boxes aria-hidden className="size-4 text-muted" />}
          onSelect={() => go(`/${workspace}/models/${modelId}${version ? `/versions/${version.id}` : ''}`)}
          note={reasons.find((reason) => reason.in !== 'name')?.in}
        >
          {modelName}
          {version ? ` v${version.number}` : ''}
        </PaletteItem>
      ))}
    </Command.Group>
  )
}
