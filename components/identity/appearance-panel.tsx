'use client'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { fetchJson } from '@/components/api/fetch-json'
import { useWorkspace } from '@/components/api/workspace-context'
import { InlineError } from '@/components/feedback/inline-error'
import type { Theme } from '@/components/shell/theme'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { Section } from '@/components/ui/section'

export function AppearancePanel() {
  const workspace = useWorkspace()
  const save = useMutation<unknown, Error, Theme>({
    mutationFn: (theme) =>
      fetchJson('/api/v1/identity/me/theme', { method: 'PUT', workspace, body: { theme }, output: z.unknown() }),
  })
  return (
    <Section title="Theme" description="Kept with your account and on this device.">
      <div className="grid max-w-md gap-3">
        <ThemeSwitch onChange={(theme) => save.mutate(theme)} />
        <InlineError error={save.error} />
      </div>
    </Section>
  )
}
