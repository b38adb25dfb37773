import { typedNumberSchema, typedPinSchema } from '../../src/identity/index.ts'

/** A card that was just made, as its page is given it. */
export const specimenCard = {
  staff: { role: 'counter' },
  card: {
    number: typedNumberSchema.parse('4700 0000 0000 0019'),
    pin: typedPinSchema.parse('314159'),
    ok: true,
    kept: true,
  },
  address: new URL('https://data.city.example.jp/sign-in'),
} as const
