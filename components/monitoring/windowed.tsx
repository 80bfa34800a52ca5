'use client'
import type { ReactNode } from 'react'
import { LoadingRows } from '@/components/feedback/loading-rows'
import { RangeSelect } from './range-select'
import { useWindow } from './use-window'

/** Content that needs the page's range; with the control where the page has none yet. */
export function Windowed({
  control = false,
  fallback = '15m',
  children,
}: {
  control?: boolean
  fallback?: string
  children: (window: { from: string; to: string }) => ReactNode
}) {
  const window = useWindow(fallback)
  return (
    <>
      {control ? (
        <div className="mb-4">
          <RangeSelect fallback={fallback} />
        </div>
      ) : null}
      {window === null ? <LoadingRows /> : children(window)}
    </>
  )
}
