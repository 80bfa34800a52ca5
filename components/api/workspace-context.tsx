'use client'
import { createContext, type ReactNode, use } from 'react'

const Slug = createContext<string | null>(null)

export function WorkspaceProvider({ slug, children }: { slug: string; children: ReactNode }) {
  return <Slug value={slug}>{children}</Slug>
}

/** Slug of the workspace whose page is open. */
export function useWorkspace(): string {
  const slug = use(Slug)
  if (slug === null) throw new Error('This component belongs inside a workspace page.')
  return slug
}
