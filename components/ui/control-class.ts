/** One look for everything that is typed into or chosen from. */
export const controlClass =
  'rounded-sm border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-faint outline-offset-1 disabled:opacity-60 aria-invalid:border-harm-mark data-invalid:border-harm-mark'
