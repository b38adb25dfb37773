export { programRefusals } from './refusals.ts'
export { addProgramRoutes } from './routes.ts'
