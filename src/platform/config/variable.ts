import type { z } from 'zod'

/** In Japanese and English: what the operator reads. */
export interface Words {
  ja: string
  en: string
}

export interface Variable<Value> {
  /** From the text of the environment to the value. */
  schema: z.ZodType<Value, string>
  /** As the operator would write it; absent where there is none. */
  default?: string
  unit: Words
  meaning: Words
  expected: Words
}
