export { CityKeyRing } from './city-key-ring.ts'
export { KeyStore, type KeyKind, type OwnerKeys } from './key-store.ts'
export { openBytes, sealBytes } from './sealing.ts'
