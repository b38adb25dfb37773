/** `./check --full`: more of everything, and longer. */
export const isFull = process.env['AZUKARI_FULL'] === '1'
