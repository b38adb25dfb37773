/** For routes that answer with a text: it is sent as it was written, not as a JSON string; a no is a document. */
export const asText = {
  serializerCompiler: () => (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body)),
}
