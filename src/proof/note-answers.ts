/** Anybody may ask, without a name. A leaf is a salted hash, which says nothing to who has not its receipt. */
export const forEverybody = { config: { caller: 'program' } } as const
export const described = { tags: ['log'], security: [] }

/** A note is sent as it was signed, not as a JSON string; a no is a document. */
export const asText = {
  serializerCompiler: () => (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body)),
}
