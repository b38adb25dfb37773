import type { Told } from '../../platform/start-problem.ts'

/** `advice`: only some things need it. `wrong`: it will not run. */
export interface Finding extends Told {
  check: string
  state: 'good' | 'advice' | 'wrong'
  found: string
  remedy?: Told
}
