'use client'
import { Toaster } from 'sonner'

/** Only for outcomes of background work; what a person just did answers where it was done. */
export function Toasts() {
  return (
    <Toaster
      position="bottom-right"
      toastOptions={{ unstyled: true, classNames: { toast: 'flex w-80 gap-2 rounded-md border bg-raised p-3 text-sm text-ink shadow-float', description: 'text-muted' } }}
    />
  )
}
