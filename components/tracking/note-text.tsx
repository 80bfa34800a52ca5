'use client'
import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

// Reading Markdown weighs more than the rest of these pages together; most experiments and runs have no note.
const Markdown = dynamic(() => import('@/components/ui/markdown').then((module) => module.Markdown), {
  loading: () => <Skeleton className="h-5 w-full max-w-[72ch]" />,
})

/** The note of an experiment or run. */
export function NoteText({ text }: { text: string }) {
  return <Markdown text={text} />
}
