export { admit, type Admitted, type AdmissionProblem } from './admit.ts'
export { admission } from './admission.ts'
export { freezeEverything, type Frozen } from './freeze.ts'
