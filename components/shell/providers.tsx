'use client'
import { TooltipProvider } from '@/components/ui/tooltip-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { makeQueryClient } from '@/components/api/make-query-client'
import { Toasts } from './toasts'

// The page's content security policy forbids code made from text, which zod would otherwise try.
z.config({ jitless: true })

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient)
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider>{children}</TooltipProvider>
      <Toasts />
    </QueryClientProvider>
  )
}
