export { addMeRoutes } from './routes.ts'
