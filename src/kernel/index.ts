export { hasReached } from './age.ts'
export { assertNever } from './assert-never.ts'
export { beforeEveryId, idSchema, newId, type Id } from './ids.ts'
export { lineSchema } from './line.ts'
export { Personal } from './personal.ts'
export { readTypedDay } from './read-typed-day.ts'
export { defineRefusals, refuse, type Refusal, type RefusalWords, type Sentence } from './refusal.ts'
export { sliceOf, type Slice } from './slice-of.ts'
export {
  addDays,
  dayMs,
  instantSchema,
  localDayOf,
  localDaySchema,
  monthsAfter,
  startOfDay,
  systemClock,
  type Clock,
  type LocalDay,
} from './time.ts'
export { warekiOf, warekiYear, type Wareki } from './wareki.ts'
export { yenOf } from './yen.ts'
