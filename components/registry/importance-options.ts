import type { SelectOption } from '@/components/ui/select'
import { importance } from '@/lib/registry/contract'

/** How much a model weighs, as choices. */
export const IMPORTANCE_OPTIONS: readonly SelectOption[] = importance.options.map((value) => ({ value, label: value }))
