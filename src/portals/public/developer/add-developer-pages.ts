import type { App } from '../../../platform/http/index.ts'
import { addDeveloperApiPage } from './api/route.tsx'
import { addExampleFiles } from './examples/route.ts'
import { addDeveloperItemsPage } from './items/route.tsx'
import { addDeveloperStartPage } from './start/route.tsx'
import { addConsolePage } from './try/route.tsx'

/** Everything that whoever writes a company’s program needs to know, for anybody to read. */
export function addDeveloperPages(pages: App): void {
  addDeveloperStartPage(pages)
  addDeveloperItemsPage(pages)
  addDeveloperApiPage(pages)
  addConsolePage(pages)
  addExampleFiles(pages)
}
