export { addIntakeRoutes } from './routes.ts'
