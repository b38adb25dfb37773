import type { App } from '../../platform/http/index.ts'
import { addDoorPages } from '../passkey/add-door-pages.tsx'
import { addCompanyActsPage } from './acts/route.tsx'
import { companyPlace } from './company-door.ts'
import { addCompanyHomePage } from './home/route.tsx'
import { addKeysPage, keysFilled } from './keys/route.tsx'
import { addPersonsPage, personsFilled } from './persons/route.tsx'
import { addRegisterPage } from './register/route.tsx'

const pageFolders = [addRegisterPage, addCompanyHomePage, addPersonsPage, addKeysPage, addCompanyActsPage]

/** Every page of companies. That a session of a company counts on them, and no other, is said here for all. */
export function addCompanyPages(app: App): void {
  void app.register(async (pages: App) => {
    pages.addHook('onRoute', (route) => {
      route.config = { ...route.config, portal: 'company' }
    })
    addDoorPages(pages, companyPlace, [personsFilled, keysFilled])
    for (const addPage of pageFolders) addPage(pages)
  })
}
