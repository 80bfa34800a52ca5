import { defineJob } from '@/lib/server/jobs'
import { intakeJob } from './intake-job'
import { runIntake } from './run-intake'

const intake = defineJob({ ...intakeJob, cron: null, run: runIntake })

export const registryJobs = [intake]
