export { addProgramRoutes } from './routes.ts'
