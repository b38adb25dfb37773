/** One for each way we could get a page wrong. Whoever adds a check plants its fault in one of these. */
import { whatIsReached } from './what-is-reached.ts'
import { whatIsSaid } from './what-is-said.ts'
import { whatIsSeen } from './what-is-seen.ts'

export const plantedFaults = [...whatIsSaid, ...whatIsSeen, ...whatIsReached]
