'use client'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { makeQueryClient } from '@/components/api/make-query-client'
import { TooltipProvider } from '@/components/ui/tooltip-provider'

// The page's content security policy forbids code made from text, which zod would otherwise try.
z.config({ jitless: true })

export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(makeQueryClient)
  return (
    <CSPProvider nonce={nonce}>
      <QueryClientProvider client={client}>
        <TooltipProvider>{children}</TooltipProvider>
      </QueryClientProvider>
    </CSPProvider>
  )
}
