export { exportCity, type Exported } from './export-city.ts'
export { importCity, type Imported } from './import-city.ts'
export { formatDocument } from './format-document.ts'
