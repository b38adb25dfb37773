/** What the service of `npm run dev` is made of. */
export const watched = ['src', 'db', 'scripts/dev'] as const
