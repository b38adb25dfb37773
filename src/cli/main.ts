import { azukari } from './program.ts'

await azukari().parseAsync()
