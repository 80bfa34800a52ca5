import { AppError } from '@/lib/kernel/app-error'
import { passwordProblem } from './domain/password-problem'

export function requireStrongPassword(password: string, email: string): void {
  const problem = passwordProblem(password, email)
  if (problem !== null) throw new AppError('invalid', { message: problem })
}
