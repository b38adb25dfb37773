export { isTextNumber, isTextServer } from './forms.ts'
export { createTexter, type Texter } from './texter.ts'
