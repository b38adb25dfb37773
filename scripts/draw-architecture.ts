import { writeFile } from 'node:fs/promises'
import { architectureDrawing } from './architecture/drawing.ts'

const file = 'docs/architecture.svg'
await writeFile(file, architectureDrawing())
console.log(`${file} written`)
