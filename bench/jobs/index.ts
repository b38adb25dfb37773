import type { Job } from '../job.ts'
import { a3 } from './a3.ts'
import { a4 } from './a4.ts'
import { b1 } from './b1.ts'
import { c1 } from './c1.ts'
import { c3 } from './c3.ts'
import { d } from './d.ts'

/** In this order they run. */
export const jobs: readonly Job[] = [a3, a4, b1, c1, c3, d]

/** Those that a larger city might slow down. */
export const growingJobs: readonly Job[] = [a3, a4, b1, c1, d]
