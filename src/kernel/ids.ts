import * as z from 'zod'

declare const kind: unique symbol

/** An identifier that cannot be mistaken for another kind's: `Id<'resident'>` is not an `Id<'vendor'>`. */
export type Id<Kind extends string> = string & { readonly [kind]: Kind }

/** A fresh random identifier. Random, not time-ordered: an id must not tell when somebody joined. */
export function newId<I extends Id<string>>(): I {
  return crypto.randomUUID() as string as I
}

/** The parser for one kind of id, for use where data enters the process. */
export function idSchema<I extends Id<string>>() {
  return z.uuid().transform((text) => text.toLowerCase() as I)
}

/** Where to begin a walk over ids in their order: no random id is this one, or stands before it. */
export const beforeEveryId = '00000000-0000-0000-0000-000000000000'
