import type { FilterOperator } from '../../tracking/domain/parse-filter'

/** What a comparison with any number means for whole numbers; a truth value where it holds for all of them or for none. */
export type WholeBound = { operator: '=' | '!=' | '>=' | '<'; value: number } | boolean

/** For whole numbers from `lowest` to `highest`, so that a database can compare its own type. */
export function wholeBound(operator: FilterOperator, x: number, lowest: number, highest: number): WholeBound {
  if (operator === '=' || operator === '!=') {
    const isPossible = Number.isInteger(x) && x >= lowest && x <= highest
    return isPossible ? { operator, value: x } : operator === '!='
  }
  const value = operator === '>' || operator === '<=' ? Math.floor(x) + 1 : Math.ceil(x)
  const isLower = operator === '>' || operator === '>='
  if (value > highest) return !isLower
  if (value <= lowest) return isLower
  return { operator: isLower ? '>=' : '<', value }
}
