export { companies } from './companies.ts'
export { people, type SeededPerson } from './people.ts'
export { seedCity } from './seed-city.ts'
