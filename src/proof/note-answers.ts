/** Anybody may ask, without a name. A leaf is a salted hash, which says nothing to who has not its receipt. */
export const forEverybody = { config: { caller: 'program' } } as const
export const described = { tags: ['log'], security: [] }
