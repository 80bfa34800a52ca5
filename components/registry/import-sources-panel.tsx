'use client'
import { CloudDownload } from 'lucide-react'
import { useState } from 'react'
import { useUrlState } from '@/components/api/use-url-state'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { EmptyState } from '@/components/feedback/empty-state'
import { QueryView } from '@/components/feedback/query-view'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { TimeText } from '@/components/ui/time-text'
import type { ImportSourceView } from '@/lib/registry/import-source-contract'
import { AddImportSourceDialog } from './add-import-source-dialog'
import { RemoveImportSourceDialog } from './remove-import-source-dialog'
import { ReplaceImportSecretDialog } from './replace-import-secret-dialog'
import { useImportSources } from './use-import-sources'

function Credentials({ source }: { source: ImportSourceView }) {
  if (source.secretFingerprint === null) return <span className="text-muted">no credentials</span>
  return (
    <span className="break-all">
      {source.accessKeyId ?? 'token'}{' '}
      <span className="text-muted">
        secret <code className="font-mono text-xs">{source.secretFingerprint}</code>
        {source.secretChangedAt ? (
          <>
            , <TimeText at={source.secretChangedAt} ago />
          </>
        ) : null}
      </span>
    </span>
  )
}

const COLUMNS: readonly Column<ImportSourceView>[] = [
  {
    id: 'address',
    header: 'Address',
    cell: (one) => <span className="font-medium break-all">{one.address}</span>,
  },
  { id: 'store', header: 'Store', cell: (one) => one.endpoint ?? one.region ?? '' },
  { id: 'credentials', header: 'Credentials', cell: (one) => <Credentials source={one} /> },
  {
    id: 'by',
    header: 'Added',
    cell: (one) => (
      <span>
        {one.createdByName}, <TimeText at={one.createdAt} ago />
      </span>
    ),
  },
]

type Doing = { what: 'add' } | { what: 'replace' | 'remove'; source: ImportSourceView }

/** Where versions may be registered from outside of Slipway. */
export function ImportSourcesPanel() {
  const { get } = useUrlState()
  const query = useImportSources({ cursor: get('cursor') })
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  const add = (
    <Button tone="primary" icon={<CloudDownload aria-hidden />} onClick={() => setDoing({ what: 'add' })}>
      Add an import source
    </Button>
  )
  const act = (source: ImportSourceView) => (
    <span className="flex flex-wrap justify-end gap-1">
      {source.scheme === 'http' ? null : (
        <Button
          size="sm"
          aria-label={`New secret for ${source.address}`}
          onClick={() => setDoing({ what: 'replace', source })}
        >
          New secret
        </Button>
      )}
      <Button size="sm" aria-label={`Remove ${source.address}`} onClick={() => setDoing({ what: 'remove', source })}>
        Remove
      </Button>
    </span>
  )
  return (
    <Section
      title="Import sources"
      description="Buckets and web servers whose files may be registered as versions. They are copied and checked; any other address is refused."
      actions={add}
    >
      <QueryView query={query} permission="registry:administer" what="the import sources">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState
              title="No import source yet"
              text="Versions are registered from what was logged or uploaded to Slipway. Add a bucket or a server to register from there, too."
              icon={CloudDownload}
              action={add}
            />
          ) : (
            <>
              <DataTable
                label="Import sources"
                rows={page.items}
                columns={COLUMNS}
                rowId={(one) => one.id}
                act={act}
                phone={(one) => (
                  <span className="grid gap-1">
                    <span className="font-medium break-all">{one.address}</span>
                    <span className="text-xs">
                      <Credentials source={one} />
                    </span>
                  </span>
                )}
              />
              <Pager nextCursor={page.nextCursor} count={page.items.length} />
            </>
          )
        }
      </QueryView>
      {doing?.what === 'add' ? <AddImportSourceDialog onClose={close} /> : null}
      {doing?.what === 'replace' ? <ReplaceImportSecretDialog source={doing.source} onClose={close} /> : null}
      {doing?.what === 'remove' ? <RemoveImportSourceDialog source={doing.source} onClose={close} /> : null}
    </Section>
  )
}
