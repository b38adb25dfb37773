export { intakeRefusals } from './refusals.ts'
export { addIntakeRoutes } from './routes.ts'
