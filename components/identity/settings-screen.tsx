'use client'
import { useCan } from '@/components/api/use-can'
import { useAccess } from '@/components/api/use-me'
import { useUrlState } from '@/components/api/use-url-state'
import { LoadingRows } from '@/components/feedback/loading-rows'
import { ClientsPanel } from '@/components/registry/clients-panel'
import { ImportSourcesPanel } from '@/components/registry/import-sources-panel'
import { RulesPanel } from '@/components/registry/rules-panel'
import { SignersPanel } from '@/components/registry/signers-panel'
import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'
import { AppearancePanel } from './appearance-panel'
import { EnvironmentsPanel } from './environments-panel'
import { MembersPanel } from './members-panel'
import { SessionsPanel } from './sessions-panel'
import { TokensPanel } from './tokens-panel'

export function SettingsScreen() {
  const { get, set } = useUrlState()
  const access = useAccess()
  const members = useCan('identity:read-members')
  const registry = useCan('registry:administer')
  const items = [
    ...(members.allowed ? [{ value: 'members', label: 'Members', content: <MembersPanel /> }] : []),
    { value: 'tokens', label: 'API tokens', content: <TokensPanel /> },
    { value: 'environments', label: 'Environments', content: <EnvironmentsPanel /> },
    ...(members.allowed
      ? [
          { value: 'registry', label: 'Registry', content: <RulesPanel /> },
          { value: 'clients', label: 'Notebooks and clients', content: <ClientsPanel /> },
        ]
      : []),
    ...(registry.allowed
      ? [
          { value: 'imports', label: 'Import sources', content: <ImportSourcesPanel /> },
          { value: 'signers', label: 'Trusted signers', content: <SignersPanel /> },
        ]
      : []),
    { value: 'sessions', label: 'Sessions', content: <SessionsPanel /> },
    { value: 'appearance', label: 'Appearance', content: <AppearancePanel /> },
  ]
  const value = items.some((item) => item.value === get('tab')) ? get('tab') : (items[0]?.value ?? 'tokens')
  return (
    <>
      <PageHeader crumbs={[{ label: 'Settings' }]} headline="Who may do what here, and how you sign in." />
      {access === null ? (
        // Which tabs there are depends on what the reader may do; a wrong first tab would jump away.
        <LoadingRows />
      ) : (
        <Tabs label="Settings" value={value} onValueChange={(tab) => set({ tab, cursor: null })} items={items} />
      )}
    </>
  )
}
