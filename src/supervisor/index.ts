export { runSupervisor, exitCodes, type SupervisorSteps } from './run-supervisor.ts'
export type { PersonToBe } from './words.ts'
export { tryPort } from './require-port.ts'
