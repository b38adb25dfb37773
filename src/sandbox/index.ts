export { mostPeople } from './people.ts'
export { addSandboxRoutes } from './routes.ts'
export { changes, type Change } from './rules.ts'
export { trialReason, trialUses, type TrialUse } from './uses.ts'
