'use client'
import { Search } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { KeyHint } from '@/components/ui/key-hint'
import { AccountMenu } from './account-menu'
import { CommandPalette } from './command-palette'
import { ConnectionBanner } from './connection-banner'
import { LiveIndicator } from './live-indicator'
import { PhoneNav } from './phone-nav'
import { ShortcutsDialog } from './shortcuts-dialog'
import { Sidebar } from './sidebar'
import { useShortcuts } from './use-shortcuts'

/** Frame of every page of a workspace. */
export function ConsoleShell({ children }: { children: ReactNode }) {
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  useShortcuts({ onPalette: () => setPalette(true), onHelp: () => setHelp(true) })
  return (
    <div className="flex min-h-dvh">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-70 focus:bg-raised focus:p-3">
        Skip to the content
      </a>
      <Sidebar />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-3 border-b bg-canvas px-6 phone:px-2">
          <PhoneNav />
          <Button
            tone="quiet"
            onClick={() => setPalette(true)}
            icon={<Search aria-hidden />}
            aria-label="Find anything"
          >
            <span className="text-muted phone:hidden">Find anything</span>
            <span className="phone:hidden">
              <KeyHint keys="Ctrl K" />
            </span>
          </Button>
          <span className="flex-1" />
          <LiveIndicator />
          <AccountMenu onShortcuts={() => setHelp(true)} />
        </div>
        <ConnectionBanner />
        <main id="main" className="mx-auto w-full max-w-360 flex-1 px-6 pt-5 pb-16 phone:px-4 phone:pt-4 phone:pb-28">
          {children}
        </main>
      </div>
      <CommandPalette open={palette} onOpenChange={setPalette} />
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
    </div>
  )
}
