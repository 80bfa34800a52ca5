/** The slipway: a hull on its inclined way down to the waterline. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={className} fill="none">
      <path d="M1.5 11.2 18.5 16.4" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      <path d="M4.2 4.6 15.8 8.1c-.5 2.2-2 3.9-4.4 4.1L6 10.6C4.500 9 3.900 6.900 4.200 4.600Z" fill="currentColor" />
    </svg>
  )
}
