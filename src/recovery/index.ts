export { admit } from './admit.ts'
export { admission } from './admission.ts'
export { freezeEverything, type Frozen } from './freeze.ts'
