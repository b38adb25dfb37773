export { companies } from './companies.ts'
export { people } from './people.ts'
export { seedCity } from './seed-city.ts'
