export { promote, type Promoted, type PromoteRefusal, type Step, type Way } from './promote.ts'
export { receiver } from './receiver.ts'
export { refuseUnpromoted } from './refuse-unpromoted.ts'
