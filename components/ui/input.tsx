import { Input as Base } from '@base-ui/react/input'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { controlClass } from './control-class'

export function Input({ className, ...rest }: ComponentProps<typeof Base>) {
  return <Base {...rest} className={clsx(controlClass, 'h-8 w-full phone:h-11 phone:text-base', className)} />
}
