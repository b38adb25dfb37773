export { runSupervisor, exitCodes, type SupervisorSteps } from './run-supervisor.ts'
export type { PersonToBe } from './words.ts'
export { requirePort, tryPort } from './require-port.ts'
