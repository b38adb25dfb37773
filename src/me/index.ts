export { meRefusals } from './refusals.ts'
export { addMeRoutes } from './routes.ts'
