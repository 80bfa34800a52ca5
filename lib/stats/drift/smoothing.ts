/** How empty bins are treated. `additive` with alpha = 1/2 is the Jeffreys prior and the default of every score. */
export type Smoothing =
  | { readonly kind: 'none' }
  | { readonly kind: 'additive'; readonly alpha: number }
  | { readonly kind: 'floor'; readonly value: number }
